import { describe, expect, it } from '@jest/globals';
import { eventsQueueOf } from './scope.js';

const SEOUL = 'https://sqs.ap-northeast-2.amazonaws.com/111122223333/danji-events';
const VIRGINIA = 'https://sqs.us-east-1.amazonaws.com/111122223333/danji-events';
const SIMULATED = 'http://127.0.0.1:4580/111122223333/danji-events';
const scope = (...eventsQueueUrls: string[]) => ({
  regions: ['us-east-1', 'ap-northeast-2'],
  eventsQueueUrls,
});

describe('the event queue of a region', () => {
  it('is the one whose address names it', () => {
    expect(eventsQueueOf(scope(SEOUL, VIRGINIA), 'ap-northeast-2')).toBe(SEOUL);
    expect(eventsQueueOf(scope(SEOUL, VIRGINIA), 'us-east-1')).toBe(VIRGINIA);
    expect(eventsQueueOf(scope(SEOUL), 'us-east-1')).toBeNull();
  });

  it('is that of the first region where the address names none, and none where none is given', () => {
    expect(eventsQueueOf(scope(SIMULATED), 'us-east-1')).toBe(SIMULATED);
    expect(eventsQueueOf(scope(SIMULATED), 'ap-northeast-2')).toBeNull();
    expect(eventsQueueOf(scope(), 'us-east-1')).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import { stateGroup, taskSentence } from './task-state';

const T0 = '2026-11-20T05:00:00.000Z';
const NOW = Date.parse('2026-11-20T06:00:00.000Z');

describe('taskSentence', () => {
  it('tells a task that never ran from one that ended', () => {
    const ended = { lastStatus: 'STOPPED', createdAt: T0, stoppedAt: '2026-11-20T05:02:00.000Z' };
    expect(taskSentence({ ...ended, startedAt: null }, NOW)).toEqual({ key: 'neverRan', seconds: 120 });
    expect(taskSentence({ ...ended, startedAt: '2026-11-20T05:01:00.000Z' }, NOW).key).toBe('stopped');
  });
  it('counts to now while it lives', () => {
    const running = { lastStatus: 'RUNNING', createdAt: T0, startedAt: T0, stoppedAt: null };
    expect(taskSentence(running, NOW)).toEqual({ key: 'running', seconds: 3600 });
  });
});

describe('stateGroup', () => {
  it('knows every state of the ECS task lifecycle and nothing else', () => {
    expect(['PROVISIONING', 'PENDING', 'ACTIVATING'].map(stateGroup)).toEqual([
      'starting',
      'starting',
      'starting',
    ]);
    expect(['DEACTIVATING', 'STOPPING', 'DEPROVISIONING'].map(stateGroup)).toEqual([
      'stopping',
      'stopping',
      'stopping',
    ]);
    expect(stateGroup('LEVITATING')).toBeNull();
  });
});

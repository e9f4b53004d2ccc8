import { describe, expect, it } from '@jest/globals';
import type { LogEvent } from '../aws/index.js';
import { lineMask } from '../log-settings/index.js';
import { digestEvents as digestLines, maskEvents } from './digest-events.js';

const MINUTE = 60_000;
let next = 0;
function line(at: number, message: string, stream = 'app/web/1'): LogEvent {
  next += 1;
  return { eventId: String(next), logStreamName: stream, timestamp: at, ingestionTime: at + 3000, message };
}
const sourceOf = (stream: string) => ({
  sourceId: stream.split('/')[0] as string,
  taskId: null,
  revision: null,
});
const mask = lineMask({ patterns: [{ name: 'employee', pattern: 'EMP-\\d+' }] });
const digestEvents = (events: LogEvent[], of: typeof sourceOf) => digestLines(maskEvents(events, of, mask));

describe('digestEvents', () => {
  it('counts levels per source and minute', () => {
    const { minutes } = digestEvents(
      [
        line(0, 'INFO started'),
        line(MINUTE - 1, 'ERROR lost'),
        line(MINUTE, 'WARN slow'),
        line(10, 'INFO other', 'job/run/2'),
      ],
      sourceOf,
    );
    const seen = minutes.map(({ sourceId, minute, counts }) => [
      sourceId,
      minute,
      counts.info,
      counts.error,
      counts.warn,
    ]);
    expect(seen).toEqual([
      ['app', 0, 1, 1, 0],
      ['job', 0, 1, 0, 0],
      ['app', MINUTE, 0, 0, 1],
    ]);
  });

  it('counts every line but keeps the loud ones and the last of the rest', () => {
    const quiet = Array.from({ length: 50 }, (_, i) => line(i * 10, `INFO request ${i}`));
    const { minutes, lines } = digestEvents([...quiet, line(5, 'ERROR early')], sourceOf);
    expect(minutes[0]?.counts).toMatchObject({ info: 50, error: 1 });
    expect(lines.map(({ message }) => message)).toEqual([
      'ERROR early',
      ...quiet.slice(-2).map(({ message }) => message),
    ]);
  });

  it('masks what must not be stored', () => {
    const { lines } = digestEvents(
      [line(0, 'ERROR login of kim@example.com (EMP-77) with password=hunter2')],
      sourceOf,
    );
    expect(lines[0]?.message).not.toContain('hunter2');
    expect(lines[0]?.message).not.toContain('kim@example.com');
    expect(lines[0]?.message).toContain('[employee]');
  });
});

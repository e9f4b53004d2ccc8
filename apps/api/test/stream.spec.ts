import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { StreamMessage } from '@danji/shared';
import { startTestApp, type TestApp } from './support/test-app.js';

let app: TestApp;
const open: AbortController[] = [];
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});
afterAll(() => app.close());

interface Listening {
  headers: Headers;
  /** Waits until the text so far has this, and answers all of it. */
  until: (part: string) => Promise<string>;
  ended: Promise<void>;
}

async function listen(query = '', lastEventId?: string): Promise<Listening> {
  const controller = new AbortController();
  open.push(controller);
  const response = await fetch(`${app.url}/api/v1/stream${query}`, {
    signal: controller.signal,
    headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  let wake = (): void => undefined;
  const read = async (): Promise<void> => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += new TextDecoder().decode(value);
      wake();
    }
  };
  const ended = read().catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
  });
  return {
    headers: response.headers,
    ended,
    until: async (part) => {
      while (!text.includes(part)) await new Promise<void>((resolve) => (wake = resolve));
      return text;
    },
  };
}

const notify = (topic: string, ids: string[]) =>
  app.database.pool.query('SELECT pg_notify($1, $2)', ['danji_changes', JSON.stringify({ topic, ids })]);

function messagesOf(text: string): StreamMessage[] {
  return [...text.matchAll(/^data: (\{"id".*\})$/gm)].map((match) =>
    StreamMessage.parse(JSON.parse(match[1] ?? '')),
  );
}

describe('the stream of changes', () => {
  it('names what changed, and is not to be cached, transformed or buffered', async () => {
    const stream = await listen();
    await stream.until('retry:');
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
    await notify('tasks', ['task-a', 'task-b']);
    const [message] = messagesOf(await stream.until('task-b'));
    expect(message).toMatchObject({ topic: 'tasks', ids: ['task-a', 'task-b'] });
  });

  it('is narrowed to topics', async () => {
    const stream = await listen('?topics=events,metrics');
    await stream.until('retry:');
    await notify('tasks', ['unheard']);
    await notify('metrics', ['heard']);
    expect(messagesOf(await stream.until('heard')).map(({ topic }) => topic)).toEqual(['metrics']);
  });

  it('replays what was missed after the last event heard', async () => {
    const first = await listen();
    await first.until('retry:');
    await notify('tasks', ['one']);
    const [heard] = messagesOf(await first.until('"one"'));
    open[0]?.abort();
    await notify('tasks', ['two']);
    await notify('tasks', ['three']);
    const again = await listen('', heard?.id);
    expect(messagesOf(await again.until('"three"')).map(({ ids }) => ids[0])).toEqual(['two', 'three']);
  });

  it('says reset when it cannot replay', async () => {
    const stream = await listen('', 'another-1');
    expect(await stream.until('event: reset')).not.toContain('"id"');
  });

  it('goes on after the connection to the database broke, and says that something may be missing', async () => {
    const stream = await listen();
    await stream.until('retry:');
    await app.database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'danji-stream' AND datname = current_database()",
    );
    await stream.until('event: reset');
    await notify('events', ['after']);
    expect(messagesOf(await stream.until('"after"')).map(({ ids }) => ids)).toEqual([['after']]);
  });

  it('survives an announcement that is none', async () => {
    const stream = await listen();
    await stream.until('retry:');
    await app.database.pool.query("SELECT pg_notify('danji_changes', 'nonsense')");
    await notify('events', ['sense']);
    expect(messagesOf(await stream.until('"sense"'))).toHaveLength(1);
  });

  it('refuses a topic that there is not', async () => {
    expect(await app.problem('/stream?topics=weather')).toMatchObject({
      status: 400,
      errors: [{ field: 'topics.0', value: 'weather' }],
    });
  });

  it('ends when the server stops', async () => {
    const lonely = await startTestApp();
    const response = await fetch(`${lonely.url}/api/v1/stream`);
    const text = response.text();
    await lonely.close();
    expect(await text).toBe('retry: 3000\n\n');
  });
});

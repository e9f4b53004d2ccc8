import { STREAM_TOPICS, type StreamMessage, type StreamTopic } from '@danji/shared';

interface Listener {
  onMessage: (message: StreamMessage) => void;
  /** The server could not replay what was missed: everything may be old. */
  onReset: () => void;
  onState: (connected: boolean) => void;
}

type Relay =
  | { kind: 'message'; message: StreamMessage }
  | { kind: 'reset' }
  | { kind: 'state'; connected: boolean };

const NAME = 'danji-stream';

function asMessage(text: string): StreamMessage | null {
  const value = JSON.parse(text) as Partial<StreamMessage>;
  const topic = STREAM_TOPICS.find((known) => known === value.topic);
  return topic && Array.isArray(value.ids)
    ? { id: String(value.id), topic, at: String(value.at), ids: value.ids.map(String) }
    : null;
}

/**
 * One EventSource per browser: the tab that holds the lock listens and tells the others over a BroadcastChannel;
 * when it closes, the next tab takes over. Answers the function that stops listening.
 */
export function openStream(listener: Listener): () => void {
  const channel = new BroadcastChannel(NAME);
  const stopped = new AbortController();
  const hear = (relay: Relay): void => {
    if (relay.kind === 'message') listener.onMessage(relay.message);
    else if (relay.kind === 'reset') listener.onReset();
    else listener.onState(relay.connected);
  };
  channel.onmessage = (event: MessageEvent<Relay>) => hear(event.data);
  const tell = (relay: Relay): void => {
    hear(relay);
    channel.postMessage(relay);
  };
  const lead = async (): Promise<void> => {
    const source = connect(tell);
    await new Promise<void>((resolve) => {
      if (stopped.signal.aborted) resolve();
      stopped.signal.addEventListener('abort', () => resolve());
    });
    source.close();
  };
  if (navigator.locks) {
    navigator.locks.request(NAME, { signal: stopped.signal }, lead).catch((cause: unknown) => {
      if (!(cause instanceof DOMException && cause.name === 'AbortError')) throw cause;
    });
  } else void lead();
  return () => {
    stopped.abort();
    channel.close();
  };
}

function connect(tell: (relay: Relay) => void): EventSource {
  const source = new EventSource('/api/v1/stream');
  const receive = (event: MessageEvent<string>): void => {
    const message = asMessage(event.data);
    if (message) tell({ kind: 'message', message });
  };
  source.onmessage = receive;
  for (const topic of STREAM_TOPICS satisfies readonly StreamTopic[])
    source.addEventListener(topic, receive as (event: Event) => void);
  source.addEventListener('reset', () => tell({ kind: 'reset' }));
  source.onopen = () => tell({ kind: 'state', connected: true });
  source.onerror = () => tell({ kind: 'state', connected: false });
  return source;
}

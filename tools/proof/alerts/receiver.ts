import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it arrived. */
export interface Told {
  /** On the clock that the receiver was given, epoch ms. */
  at: number;
  /** The same for each try of one message: a receiver drops a key that it has seen. */
  key: string;
  event: 'fired' | 'resolved';
  incident: string;
  subject: string;
  title: string;
}

/** A program that is told of incidents by a webhook of its own, over HTTP. */
export interface TestReceiver {
  url: string;
  told: Told[];
  /** Called with each message before it is answered. */
  onMessage: ((message: Told, answer: () => void) => void) | null;
  close(): void;
}

export async function startReceiver(now: () => number): Promise<TestReceiver> {
  const receiver: TestReceiver = { url: '', told: [], onMessage: null, close: () => server.close() };
  const take = (key: string, body: string, response: ServerResponse): void => {
    const { event, incident, title } = JSON.parse(body) as {
      event: Told['event'];
      incident: { id: string; subject: string };
      title: string;
    };
    const message = { at: now(), key, event, incident: incident.id, subject: incident.subject, title };
    receiver.told.push(message);
    const answer = (): void => void response.writeHead(200).end('seen');
    if (receiver.onMessage === null) answer();
    else receiver.onMessage(message, answer);
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => take(String(request.headers['idempotency-key']), body, response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/danji`;
  return receiver;
}

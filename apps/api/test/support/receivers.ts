import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** A server that is told things: it keeps what it got and answers what it is told to, else 200. */
export class Receiver {
  received: Received[] = [];
  /** What it answers next, one after another. */
  replies: Reply[] = [];
  /** A path that is taken and not answered before `release`. */
  hangs: string | null = null;
  private readonly held: ServerResponse[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const path = request.url ?? '';
        this.received.push({ path, headers: request.headers, body });
        if (path === this.hangs) return void this.held.push(response);
        const reply = this.replies.shift() ?? { status: 200 };
        response.writeHead(reply.status, reply.headers).end(reply.body ?? 'seen');
      });
    });
  }

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((done) => receiver.server.listen(0, '127.0.0.1', done));
    return receiver;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The messages of a path as programs read them. */
  bodies<T = { event: string; incident: { id: string } }>(): T[] {
    return this.received.map(({ body }) => JSON.parse(body) as T);
  }

  reset(): void {
    this.received = [];
    this.replies = [];
    this.hangs = null;
  }

  release(): void {
    this.hangs = null;
    for (const response of this.held.splice(0)) response.end('late');
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** A mail server that keeps what it was handed. */
export class MailServer {
  readonly mails: string[] = [];
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _session, done) =>
        username === 'danji' && password === 'right-password'
          ? done(null, { user: username })
          : done(new Error(`no such user with ${password ?? ''}`)),
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          this.mails.push(text);
          done();
        });
      },
      allowInsecureAuth: true,
    });
  }

  static async start(): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((done) => mail.server.listen(0, '127.0.0.1', () => done()));
    return mail;
  }

  /** A target of a channel that sends to it. */
  target(more: Record<string, unknown> = {}): Record<string, unknown> {
    const { port } = this.server.server.address() as AddressInfo;
    const people = { from: 'danji@example.com', to: ['ops@example.com'] };
    return { kind: 'email', host: '127.0.0.1', port, tls: false, ...people, ...more };
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { CHANGES_CHANNEL, Database } from '../database/index.js';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;

export interface ChannelListener {
  onPayload: (payload: string) => void;
  /** Listening began (again): what was said before it was not heard. */
  onListening: () => void;
}

/** LISTEN on a connection of its own, for ever: a lost connection is made again, later each time. */
@Injectable()
export class ChangeChannel {
  private readonly logger = new Logger('Stream');
  private client: pg.Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(private readonly database: Database) {}

  async listen(listener: ChannelListener, delay = FIRST_RETRY_MS): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.database.url,
      application_name: 'danji-stream',
      keepAlive: true,
    });
    this.client = client;
    const again = (error?: Error): void => {
      if (this.client !== client || this.stopped) return;
      this.client = null;
      this.logger.warn(
        `Listening for changes broke off, again in ${delay} ms: ${error?.message ?? 'closed'}`,
      );
      this.retry = setTimeout(() => void this.listen(listener, Math.min(2 * delay, LAST_RETRY_MS)), delay);
    };
    client.on('error', again);
    client.on('end', () => again());
    client.on('notification', ({ payload }) => listener.onPayload(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANGES_CHANNEL}`);
      delay = FIRST_RETRY_MS;
      listener.onListening();
    } catch (error) {
      again(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.retry !== null) clearTimeout(this.retry);
    const { client } = this;
    this.client = null;
    await client?.end();
  }
}

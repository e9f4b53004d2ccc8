import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Context, Heartbeat, HeartbeatInput } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, readSetting, saveSetting, type Queryable } from '../database/index.js';
import { AppError, requirePermission } from '../http/index.js';
import { checkedAddress } from './checked-address.js';
import { callOut } from './call-out.js';
import { UnreadRepository } from './unread.repository.js';

const KEY = 'heartbeat';
const LAST = 'heartbeat.last';
const TIMEOUT_MS = 5_000;
const EVERY_MS = 60_000;

interface LastCall {
  at: string;
  status: number | null;
  error: string | null;
}

/** An address outside that is called after each whole cycle: when the calls stay away, Danji has fallen silent. */
@Injectable()
export class CallHeartbeat {
  private readonly logger = new Logger('heartbeat');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly unread: UnreadRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async read(ctx: Context): Promise<Heartbeat> {
    requirePermission(ctx, 'settings.read');
    return this.current(this.database.pool);
  }

  /** @throws AppError VALIDATION for an address that nothing is sent to, CONFLICT with what somebody else saved */
  async save(ctx: Context, { url }: HeartbeatInput, version: number): Promise<Heartbeat> {
    requirePermission(ctx, 'settings.write');
    if (url !== null) checkedAddress('url', url);
    const { pool } = this.database;
    const saved = await saveSetting(pool, KEY, { url }, { version, now: this.clock.now() });
    const current = await this.current(pool);
    if (!saved) throw new AppError('CONFLICT', 'Somebody saved another address meanwhile.', { current });
    return current;
  }

  /**
   * Calls it, at most once a minute and only where everything was read of late; what became of it is kept and shown, and
   * stops nothing. Never throws.
   */
  async run(): Promise<void> {
    try {
      await this.callOnce();
    } catch (error) {
      this.logger.warn({ err: error as Error }, 'the heartbeat could not be read or noted');
    }
  }

  private async callOnce(): Promise<void> {
    const { pool } = this.database;
    const now = this.clock.now();
    const { url, lastCalledAt, heldBackBy } = await this.current(pool);
    if (
      url === null ||
      heldBackBy.length > 0 ||
      (lastCalledAt !== null && now - Date.parse(lastCalledAt) < EVERY_MS)
    )
      return;
    const last = await call(url);
    const stored = await readSetting<LastCall>(pool, LAST);
    await saveSetting(
      pool,
      LAST,
      { ...last, at: new Date(now).toISOString() },
      { version: stored?.version ?? 0, now },
    );
  }

  private async current(client: Queryable): Promise<Heartbeat> {
    const [setting, last, heldBackBy] = await Promise.all([
      readSetting<{ url: string | null }>(client, KEY),
      readSetting<LastCall>(client, LAST),
      this.unread.list(this.clock.now(), this.config.pollSeconds),
    ]);
    return {
      url: setting?.value.url ?? null,
      version: setting?.version ?? 0,
      lastCalledAt: last?.value.at ?? null,
      lastStatus: last?.value.status ?? null,
      lastError: last?.value.error ?? null,
      heldBackBy,
    };
  }
}

async function call(url: string): Promise<Omit<LastCall, 'at'>> {
  try {
    const { status } = await callOut(url, {
      method: 'GET',
      headers: { 'user-agent': 'Danji' },
      timeoutMs: TIMEOUT_MS,
    });
    const good = status >= 200 && status < 300;
    return { status, error: good ? null : `The address answered ${status}.` };
  } catch (error) {
    return { status: null, error: error instanceof Error ? error.message : String(error) };
  }
}

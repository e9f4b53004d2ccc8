import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { isAlive } from '../src/embedded/postmaster.js';
import { startEmbedded, type EmbeddedServer } from '../src/index.js';
import { withFolder } from './folders.js';

jest.setTimeout(60_000);

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !what(); i += 1) await sleep(50);
  expect(what()).toBe(true);
}

/** Runs `work` on servers over one folder and leaves none running. */
async function withServers(
  work: (start: (dataDir?: string) => Promise<EmbeddedServer>, folder: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const started: EmbeddedServer[] = [];
    try {
      await work(async (dataDir = folder) => {
        const server = await startEmbedded({ dataDir });
        started.push(server);
        return server;
      }, folder);
    } finally {
      for (const server of started) await server.stop();
    }
  });
}

describe('the embedded server', () => {
  it('keeps its data, password and port through a stop', async () => {
    await withServers(async (start, folder) => {
      const first = await start();
      await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
      await first.stop();
      expect(isAlive(first.pid)).toBe(false);
      const second = await start();
      expect(second).toMatchObject({ url: first.url, takenOver: false });
      expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
      expect((await stat(join(folder, 'postgres.json'))).mode & 0o777).toBe(0o600);
      expect((await stat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700);
    });
  });

  it('listens on the loopback address only and asks for the password', async () => {
    await withServers(async (start) => {
      const server = await start();
      const rows = await query(
        server.url,
        `SELECT name, setting FROM pg_settings WHERE name IN ('listen_addresses', 'unix_socket_directories', 'checkpoint_timeout', 'wal_compression') ORDER BY name`,
      );
      expect(Object.fromEntries(rows.map((row) => [row['name'], row['setting']]))).toEqual({
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
        checkpoint_timeout: '1800',
        wal_compression: 'pglz',
      });
      const stranger = new URL(server.url);
      stranger.password = 'wrong';
      await expect(query(stranger.toString(), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    });
  });

  it('recovers every committed row after kill -9', async () => {
    await withServers(async (start) => {
      const first = await start();
      await query(first.url, 'CREATE TABLE rows AS SELECT generate_series(1, 1000) AS n');
      process.kill(first.pid, 'SIGKILL');
      await until(() => !isAlive(first.pid));
      const second = await start();
      expect(second.takenOver).toBe(false);
      expect(await query(second.url, 'SELECT count(*)::int AS n FROM rows')).toEqual([{ n: 1000 }]);
    });
  });

  it('takes over its own live server instead of starting another', async () => {
    await withServers(async (start) => {
      const first = await start();
      const second = await start();
      expect(second).toMatchObject({ pid: first.pid, url: first.url, takenOver: true });
    });
  });

  it('starts although the process id in postmaster.pid belongs to something else now', async () => {
    await withServers(async (start, folder) => {
      const first = await start();
      const mark = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8');
      await first.stop();
      const foreign = spawn('sleep', ['60']);
      try {
        const forged = mark.replace(/^\d+/, String(foreign.pid));
        await writeFile(join(folder, 'postgres', 'postmaster.pid'), forged);
        const second = await start();
        expect(second.takenOver).toBe(false);
        expect(await query(second.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
        expect(foreign.exitCode).toBeNull();
      } finally {
        foreign.kill();
      }
    });
  });

  it('moves to another port when its own is held by something else', async () => {
    await withServers(async (start) => {
      const first = await start();
      await first.stop();
      const squatter = createServer();
      await new Promise<void>((resolve) => squatter.listen(first.port, '127.0.0.1', resolve));
      try {
        const second = await start();
        expect(second.port).not.toBe(first.port);
        expect(await query(second.url, 'SHOW port')).toEqual([{ port: String(second.port) }]);
      } finally {
        await new Promise((resolve) => squatter.close(resolve));
      }
    });
  });

  it('begins anew when the first start was cut off while the directory was made', async () => {
    await withServers(async (start, folder) => {
      await mkdir(join(folder, 'postgres.new', 'data', 'base'), { recursive: true });
      const server = await start();
      expect(await query(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    });
  });

  it('refuses the directory of another major version and leaves it untouched', async () => {
    await withServers(async (start, folder) => {
      await mkdir(join(folder, 'postgres'));
      await writeFile(join(folder, 'postgres', 'PG_VERSION'), '16\n');
      await expect(start()).rejects.toThrow(/was written by PostgreSQL 16; this Danji embeds 18.*pg_dump/);
      expect(await readFile(join(folder, 'postgres', 'PG_VERSION'), 'utf8')).toBe('16\n');
    });
  });

  it('says what to do when the password of existing data is missing', async () => {
    await withServers(async (start, folder) => {
      await mkdir(join(folder, 'postgres'));
      await expect(start()).rejects.toThrow(/postgres\.json with its password does not.*Restore that file/);
    });
  });

  it('works in a folder that only its owner may enter', async () => {
    await withServers(async (start, folder) => {
      await chmod(folder, 0o700);
      const server = await start(join(folder, 'deep', 'down'));
      expect(await query(server.url, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    });
  });
});

describe('the process that holds the embedded server', () => {
  const program = fileURLToPath(new URL('../dist/embedded/host.js', import.meta.url));

  async function startHost(dataDir: string): Promise<{ host: ChildProcess; url: string }> {
    const host = spawn(process.execPath, [program, '--data-dir', dataDir], {
      env: { ...process.env, DANJI_SUPERVISED: '1' },
      stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      host.once('message', (message: { ready: { url: string } }) => resolve(message.ready.url));
      host.once('exit', (code) => reject(new Error(`the host ended with ${code}`)));
    });
    return { host, url };
  }

  function ended(host: ChildProcess): Promise<number | null> {
    return new Promise((resolve) => host.once('exit', (code) => resolve(code)));
  }

  it('stops the server when its parent lets go of it, after the last connection has closed', async () => {
    await withFolder(async (folder) => {
      const { host, url } = await startHost(folder);
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const end = ended(host);
      host.stdin?.end();
      await sleep(500);
      expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
      await client.end();
      expect(await end).toBe(0);
      await expect(query(url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    });
  });

  it('is followed by one that takes the server over when it is killed hard', async () => {
    await withFolder(async (folder) => {
      const first = await startHost(folder);
      await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
      const end = ended(first.host);
      first.host.kill('SIGKILL');
      await end;
      const second = await startHost(folder);
      expect(await query(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
      const stopped = ended(second.host);
      second.host.stdin?.end();
      expect(await stopped).toBe(0);
    });
  });

  it('ends when the server dies, so that it is started again', async () => {
    await withFolder(async (folder) => {
      const { host } = await startHost(folder);
      const end = ended(host);
      const mark = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8');
      process.kill(Number.parseInt(mark, 10), 'SIGKILL');
      expect(await end).toBe(1);
    });
  });
});

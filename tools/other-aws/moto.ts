import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitFor } from '../proof/lib/stack.ts';

const HERE = new URL('.', import.meta.url).pathname;
const VENV = join(tmpdir(), 'danji-other-aws-venv');
const REGION = 'ap-northeast-2';

/** What was made, as the other endpoint itself lists it. */
export interface Seeded {
  /** Kind of resource -> AWS's own names or ids, sorted. */
  resources: Record<string, string[]>;
  metrics: SeededMetric[];
}
export interface SeededMetric {
  kind: string;
  name: string;
  metric: string;
  points: [string, number][];
}

/** A moto server on a free port, in a virtual environment of its own. */
export class Moto {
  readonly region = REGION;
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.child = child;
  }

  /** @throws Error naming the command that failed */
  static async start(): Promise<Moto> {
    const python = join(VENV, 'bin', 'python');
    if (!existsSync(python)) run('python3', ['-m', 'venv', VENV]);
    run(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      join(HERE, 'requirements.txt'),
    ]);
    const port = await freePort();
    const child = spawn(join(VENV, 'bin', 'moto_server'), ['-H', '127.0.0.1', '-p', String(port)], {
      stdio: 'ignore',
    });
    const url = `http://127.0.0.1:${port}`;
    await waitFor('moto to answer', 60, async () =>
      (await fetch(`${url}/moto-api/`)).ok ? true : undefined,
    );
    return new Moto(url, child);
  }

  /** Fills it, and tells what it then holds. */
  seed(): Seeded {
    return JSON.parse(this.script('seed.py', this.url, REGION)) as Seeded;
  }

  /** Which actions it answers. */
  implemented(actions: readonly string[]): Record<string, boolean> {
    return JSON.parse(this.script('implemented.py', this.url, REGION, ...actions)) as Record<string, boolean>;
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }

  private script(name: string, ...args: string[]): string {
    return run(join(VENV, 'bin', 'python'), [join(HERE, name), ...args]);
  }
}

function run(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw new Error(`${command} cannot be started: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stderr}`);
  return stdout;
}

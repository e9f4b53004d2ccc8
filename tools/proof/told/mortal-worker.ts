import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('worker.ts', import.meta.url));

/** What a worker has done of a moment; `dead` where it was killed before the end. */
export type Progress = 'stored' | 'sent' | 'dead';

/** A worker that can be killed at any time, and of which another takes the place. */
export class MortalWorker {
  kills = 0;
  private child: ChildProcess | null = null;
  private heard: (progress: Progress) => void = () => undefined;

  private readonly databaseUrl: string;

  constructor(databaseUrl: string) {
    this.databaseUrl = databaseUrl;
  }

  /** Gives a moment (epoch ms) and waits until all is done, or the worker is dead. `onStored`: the alerts are stored. */
  async work(moment: number, onStored: () => void): Promise<Progress> {
    const child = (this.child ??= await this.start());
    return new Promise((resolve) => {
      this.heard = (progress) => {
        if (progress === 'stored') onStored();
        else resolve(progress);
      };
      child.send(moment);
    });
  }

  /** Kills without a word, as a machine that loses its power. @returns whether there was one alive to kill */
  kill(): boolean {
    if (this.child === null || this.child.killed || !this.child.kill('SIGKILL')) return false;
    this.kills += 1;
    return true;
  }

  stop(): void {
    this.child?.disconnect();
  }

  private async start(): Promise<ChildProcess> {
    const child = fork(PROGRAM, [this.databaseUrl], { execArgv: ['--no-warnings'] });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it began`)));
    });
    child.on('message', (progress: Progress) => this.heard(progress));
    child.once('exit', () => {
      this.child = null;
      this.heard('dead');
    });
    return child;
  }
}

import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROTATE_BYTES = 10 * 1024 * 1024;
const WARN = 40;
/** A line that says the same again so soon is kept in the file but not shown. */
const QUIET_MS = 60_000;

/** Keeps everything a process says in `logs/NAME.log` (one older file beside it) and shows what matters. */
export class ProcessLog {
  #file;
  #name;
  #size;
  #last = [];
  #shownAt = new Map();

  constructor(dataDir, name) {
    const folder = join(dataDir, 'logs');
    mkdirSync(folder, { recursive: true });
    this.#name = name;
    this.#file = join(folder, `${name}.log`);
    this.#size = existsSync(this.#file) ? statSync(this.#file).size : 0;
  }

  get file() {
    return this.#file;
  }

  /** The last lines that were said, for the message when the process dies. */
  get last() {
    return this.#last;
  }

  follow(stream) {
    createInterface({ input: stream }).on('line', (line) => this.#take(line));
  }

  #take(line) {
    if (this.#size > ROTATE_BYTES) {
      renameSync(this.#file, `${this.#file}.1`);
      this.#size = 0;
    }
    appendFileSync(this.#file, `${line}\n`);
    this.#size += line.length + 1;
    const shown = brief(line);
    if (shown === null) return;
    this.#last = [...this.#last.slice(-9), shown.text];
    if (shown.show && this.#isNews(shown.text)) console.log(`  ${this.#name.padEnd(9)} ${shown.text}`);
  }

  #isNews(text) {
    const now = performance.now();
    for (const [line, at] of this.#shownAt) if (now - at > QUIET_MS) this.#shownAt.delete(line);
    if (this.#shownAt.has(text)) return false;
    this.#shownAt.set(text, now);
    return true;
  }
}

/** A structured line becomes its message, shown from warnings up; anything else is a plain line, kept but not shown. */
function brief(line) {
  if (line.trim() === '') return null;
  if (!line.startsWith('{')) return { text: line, show: false };
  try {
    const { level, msg, err } = JSON.parse(line);
    const cause = typeof err?.message === 'string' && err.message !== msg ? `: ${err.message}` : '';
    return { text: `${msg ?? line}${cause}`, show: typeof level === 'number' && level >= WARN };
  } catch {
    return { text: line, show: false }; // Looked like JSON and is not: kept as it is.
  }
}

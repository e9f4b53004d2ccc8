import type { SafePattern } from './compile.js';
import type { CharSet } from './parse.js';

interface Thread {
  at: number;
  /** Where groups begin and end so far; -1: not yet. */
  slots: readonly number[];
}

/** What a pattern found: the whole, and its named groups; null: the group took no part. */
export interface SafeMatch {
  index: number;
  text: string;
  groups: Record<string, string | null>;
}

/**
 * The leftmost match, its alternatives tried in their order as JavaScript's own expressions do. All of them advance
 * together over the text (Pike's machine: Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009), so
 * that the time is steps x characters whatever the pattern: nothing is ever tried again.
 */
export function runPattern(pattern: SafePattern, text: string): SafeMatch | null {
  const machine = new Machine(pattern, text);
  const found = machine.run();
  if (found === null) return null;
  const { begin, end, slots } = found;
  const groups = pattern.groups.map((name, i) => {
    const [from = -1, to = -1] = [slots[i * 2], slots[i * 2 + 1]];
    return [name, from < 0 || to < from ? null : text.slice(from, to)] as const;
  });
  return { index: begin, text: text.slice(begin, end), groups: Object.fromEntries(groups) };
}

class Machine {
  /** At which position a step was last entered: each step runs once a position. */
  private readonly entered: Int32Array;
  private readonly begin: number;

  constructor(
    private readonly pattern: SafePattern,
    private readonly text: string,
  ) {
    this.entered = new Int32Array(pattern.steps.length).fill(-1);
    this.begin = pattern.groups.length * 2;
  }

  run(): { begin: number; end: number; slots: readonly number[] } | null {
    const { text, pattern } = this;
    const empty = Array.from({ length: this.begin + 1 }, () => -1);
    let threads: Thread[] = [];
    let best: { begin: number; end: number; slots: readonly number[] } | null = null;
    for (let position = 0; position <= text.length; position += 1) {
      // A thread that begins later comes after all that run, and none begins once something was found.
      if (best === null) {
        const slots = [...empty];
        slots[this.begin] = position;
        this.enter(threads, { at: 0, slots }, position);
      }
      const next: Thread[] = [];
      const running = threads;
      threads = next;
      for (const { at, slots } of running) {
        const step = pattern.steps[at];
        if (step?.do === 'match') {
          best = { begin: slots[this.begin] ?? 0, end: position, slots };
          break;
        }
        if (step?.do === 'char' && position < text.length && has(step.set, text.charCodeAt(position)))
          this.enter(next, { at: at + 1, slots }, position + 1);
      }
      if (next.length === 0 && best !== null) return best;
    }
    return best;
  }

  /** Follows what takes no character; the order of the list is the order in which JavaScript would try. */
  private enter(list: Thread[], first: Thread, position: number): void {
    const waiting = [first];
    for (let thread = waiting.pop(); thread !== undefined; thread = waiting.pop()) {
      const { at, slots } = thread;
      if (this.entered[at] === position) continue;
      this.entered[at] = position;
      const step = this.pattern.steps[at];
      if (step === undefined) continue;
      if (step.do === 'jump') waiting.push({ at: step.to, slots });
      else if (step.do === 'split') waiting.push({ at: step.second, slots }, { at: step.first, slots });
      else if (step.do === 'save') {
        const saved = [...slots];
        saved[step.slot] = position;
        waiting.push({ at: at + 1, slots: saved });
      } else if (step.do === 'start') {
        if (position === 0) waiting.push({ at: at + 1, slots });
      } else if (step.do === 'end') {
        if (position === this.text.length) waiting.push({ at: at + 1, slots });
      } else list.push(thread);
    }
  }
}

function has({ ranges, negated }: CharSet, unit: number): boolean {
  return ranges.some(([low, high]) => unit >= low && unit <= high) !== negated;
}

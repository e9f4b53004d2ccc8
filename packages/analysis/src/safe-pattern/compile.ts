import { parsePattern, PatternError, type CharSet, type Node } from './parse.js';

/** One step of the machine that runs a pattern. */
export type Step =
  | { do: 'char'; set: CharSet }
  | { do: 'split'; first: number; second: number }
  | { do: 'jump'; to: number }
  | { do: 'save'; slot: number }
  | { do: 'start' }
  | { do: 'end' }
  | { do: 'match' };

/** A pattern that is ready to run. */
export interface SafePattern {
  steps: readonly Step[];
  /** Names of the groups; group i saves its ends in the slots 2i and 2i + 1. */
  groups: readonly string[];
}

/** Counts are written out: `{100}` of a class is a hundred steps. */
const MOST_STEPS = 2000;

/** @throws PatternError with a remedy */
export function compilePattern(text: string): SafePattern {
  const compiler = new Compiler();
  compiler.add(parsePattern(text));
  compiler.push({ do: 'match' });
  return { steps: compiler.steps, groups: compiler.groups };
}

class Compiler {
  readonly steps: Step[] = [];
  readonly groups: string[] = [];

  push(step: Step): number {
    if (this.steps.length >= MOST_STEPS) {
      throw new PatternError('The pattern is too large; write smaller counts.');
    }
    return this.steps.push(step) - 1;
  }

  add(node: Node): void {
    switch (node.type) {
      case 'char':
        this.push({ do: 'char', set: node.set });
        return;
      case 'start':
      case 'end':
        this.push({ do: node.type });
        return;
      case 'sequence':
        for (const part of node.parts) this.add(part);
        return;
      case 'choice':
        this.choice(node.options);
        return;
      case 'group':
        this.group(node.node, node.name);
        return;
      case 'repeat':
        this.repeat(node);
    }
  }

  private group(node: Node, name: string | null): void {
    if (name === null) return this.add(node);
    // Written out counts repeat a group: its slots are those of its name.
    const known = this.groups.indexOf(name);
    const index = known >= 0 ? known : this.groups.push(name) - 1;
    this.push({ do: 'save', slot: index * 2 });
    this.add(node);
    this.push({ do: 'save', slot: index * 2 + 1 });
  }

  private choice(options: readonly Node[]): void {
    const ends: number[] = [];
    options.forEach((option, i) => {
      if (i === options.length - 1) return this.add(option);
      const split = this.push({ do: 'split', first: this.steps.length + 1, second: 0 });
      this.add(option);
      ends.push(this.push({ do: 'jump', to: 0 }));
      this.steps[split] = { do: 'split', first: split + 1, second: this.steps.length };
    });
    for (const end of ends) this.steps[end] = { do: 'jump', to: this.steps.length };
  }

  private repeat({ node, min, max, greedy }: Extract<Node, { type: 'repeat' }>): void {
    for (let i = 0; i < min; i += 1) this.add(node);
    if (max === null) {
      const split = this.push({ do: 'jump', to: 0 });
      this.add(node);
      this.push({ do: 'jump', to: split });
      this.steps[split] = fork(split + 1, this.steps.length, greedy);
      return;
    }
    const splits: number[] = [];
    for (let i = min; i < max; i += 1) {
      splits.push(this.push({ do: 'jump', to: 0 }));
      this.add(node);
    }
    for (const split of splits) this.steps[split] = fork(split + 1, this.steps.length, greedy);
  }
}

/** Into the body first where greedy, past it first where not. */
function fork(body: number, past: number, greedy: boolean): Step {
  return greedy ? { do: 'split', first: body, second: past } : { do: 'split', first: past, second: body };
}

/** A pattern that cannot be used, and where; the words are for the person who wrote it. */
export class PatternError extends Error {
  constructor(
    readonly problem: string,
    readonly position: number,
  ) {
    super(`${problem} (position ${position + 1})`);
    this.name = 'PatternError';
  }
}

type Accepts = (code: number) => boolean;
type Step =
  | { op: 'take'; accepts: Accepts; next: number }
  | { op: 'fork'; to: number[] }
  | { op: 'assert'; holds: (line: string, at: number) => boolean; next: number }
  | { op: 'end' };

/** A compiled pattern: an automaton without a memory of its own (Thompson 1968), so no line makes it backtrack. */
export interface Program {
  steps: readonly Step[];
  start: number;
  /** Whether a match may begin with that character: most of a line is passed over by it. */
  canBegin: Accepts;
}

const LONGEST_PATTERN = 200;
const MOST_STEPS = 2_000;
const MOST_REPEATS = 200;
/** A match is cut there, which bounds what one position of a line costs. */
const LONGEST_MATCH = 256;

const WORD: Accepts = (c) =>
  (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95;
const DIGIT: Accepts = (c) => c >= 48 && c <= 57;
const SPACE: Accepts = (c) => c === 32 || (c >= 9 && c <= 13) || c === 0xa0;
const CLASSES: Readonly<Record<string, Accepts>> = {
  d: DIGIT,
  D: (c) => !DIGIT(c),
  w: WORD,
  W: (c) => !WORD(c),
  s: SPACE,
  S: (c) => !SPACE(c),
};
const CONTROLS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** The automaton of a regular expression: literals, classes, groups, alternatives, repeats, `^`, `$` and `\b`. */
export function parsePattern(source: string): Program {
  if (source === '') throw new PatternError('Write a pattern.', 0);
  if (source.length > LONGEST_PATTERN) {
    throw new PatternError(`Write ${LONGEST_PATTERN} characters at most.`, LONGEST_PATTERN);
  }
  const builder = new Builder(source);
  const start = builder.whole();
  const program = { steps: builder.steps, start, canBegin: beginsWith(builder.steps, start) };
  if (matchAt(program, '', 0) === 0)
    throw new PatternError('The pattern matches nothing at all, everywhere.', 0);
  return program;
}

/** Where the longest match that begins at `from` ends; -1 for none. */
export function matchAt({ steps, start }: Program, line: string, from: number): number {
  const walk = new Walk(steps, line);
  walk.reach(start, from);
  let end = walk.ended ? from : -1;
  for (let at = from; at < line.length && at - from < LONGEST_MATCH && walk.takes.length > 0; at += 1) {
    const code = line.charCodeAt(at);
    const taken = walk.takes;
    walk.next();
    for (const { accepts, next } of taken) if (accepts(code)) walk.reach(next, at + 1);
    if (walk.ended) end = at + 1;
  }
  return end;
}

/** The steps that are reached at one place of a line, each once. */
class Walk {
  takes: Extract<Step, { op: 'take' }>[] = [];
  ended = false;
  private readonly seen: Uint16Array;
  private turn = 1;

  constructor(
    private readonly steps: readonly Step[],
    private readonly line: string,
  ) {
    this.seen = new Uint16Array(steps.length);
  }

  next(): void {
    this.takes = [];
    this.ended = false;
    this.turn += 1;
  }

  /** A step and all that follow it without taking a character. */
  reach(index: number, at: number): void {
    if (this.seen[index] === this.turn) return;
    this.seen[index] = this.turn;
    const step = this.steps[index] as Step;
    if (step.op === 'take') this.takes.push(step);
    else if (step.op === 'end') this.ended = true;
    else if (step.op === 'fork') for (const to of step.to) this.reach(to, at);
    else if (step.holds(this.line, at)) this.reach(step.next, at);
  }
}

function beginsWith(steps: readonly Step[], start: number): Accepts {
  const first: Accepts[] = [];
  const seen = new Set<number>();
  const open = [start];
  while (open.length > 0) {
    const index = open.pop() as number;
    if (seen.has(index)) continue;
    seen.add(index);
    const step = steps[index] as Step;
    if (step.op === 'fork') open.push(...step.to);
    else if (step.op === 'assert') open.push(step.next);
    else if (step.op === 'take') first.push(step.accepts);
  }
  return (code) => first.some((accepts) => accepts(code));
}

/** Makes a piece of automaton that goes on to `next`, and answers its first step. */
type Piece = (next: number) => number;

class Builder {
  readonly steps: Step[] = [];
  private at = 0;

  constructor(private readonly source: string) {}

  whole(): number {
    const piece = this.alternatives();
    if (this.at < this.source.length) throw this.problem('This bracket closes nothing.');
    return piece(this.add({ op: 'end' }));
  }

  private add(step: Step): number {
    if (this.steps.length >= MOST_STEPS) throw new PatternError('The pattern repeats too much.', 0);
    return this.steps.push(step) - 1;
  }

  private problem(words: string): PatternError {
    return new PatternError(words, this.at);
  }

  private alternatives(): Piece {
    const ways = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at += 1;
      ways.push(this.sequence());
    }
    const [only] = ways;
    if (ways.length === 1 && only) return only;
    return (next) => this.add({ op: 'fork', to: ways.map((way) => way(next)) });
  }

  private sequence(): Piece {
    const pieces: Piece[] = [];
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at] as string)) {
      pieces.push(this.repeated(this.atom()));
    }
    return (next) => pieces.reduceRight((following, piece) => piece(following), next);
  }

  private repeated(piece: Piece): Piece {
    const range = this.range();
    if (range === null) return piece;
    if (/[?*+{]/.test(this.source[this.at] ?? ''))
      throw this.problem('Write one repeat behind another in brackets.');
    const { least, most } = range;
    return (next) => {
      let following = next;
      if (most === null) {
        const loop = this.add({ op: 'fork', to: [next] });
        (this.steps[loop] as { to: number[] }).to.push(piece(loop));
        following = loop;
      } else {
        for (let i = least; i < most; i += 1)
          following = this.add({ op: 'fork', to: [piece(following), next] });
      }
      for (let i = 0; i < least; i += 1) following = piece(following);
      return following;
    };
  }

  /** `?`, `*`, `+`, `{2}`, `{2,}`, `{2,5}`; null for none. */
  private range(): { least: number; most: number | null } | null {
    const found = /^(?:([?*+])|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})/.exec(this.source.slice(this.at));
    if (!found) return null;
    const [all, sign, least, comma, most] = found;
    const range =
      sign === undefined
        ? { least: Number(least), most: most === undefined ? (comma ? null : Number(least)) : Number(most) }
        : { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : null };
    if (range.least > MOST_REPEATS || (range.most ?? 0) > MOST_REPEATS) {
      throw this.problem(`Repeat ${MOST_REPEATS} times at most.`);
    }
    if (range.most !== null && range.most < range.least)
      throw this.problem('The second number is the larger one.');
    this.at += all.length;
    return range;
  }

  private atom(): Piece {
    const char = this.source[this.at] as string;
    if (char === '(') return this.group();
    if (char === '[') return this.take(this.set());
    if (/[?*+{]/.test(char))
      throw this.problem('There is nothing to repeat; write a backslash before the sign itself.');
    this.at += 1;
    if (char === '.') return this.take((code) => code !== 10);
    if (char === '^') return this.assert((_line, at) => at === 0);
    if (char === '$') return this.assert((line, at) => at === line.length);
    if (char === '\\') return this.escaped();
    return this.literal(char);
  }

  private group(): Piece {
    this.at += 1;
    if (this.source.startsWith('?:', this.at)) this.at += 2;
    else if (this.source[this.at] === '?')
      throw this.problem('Look-around and names are not understood; write ( or (?:.');
    const piece = this.alternatives();
    if (this.source[this.at] !== ')') throw this.problem('A bracket is not closed.');
    this.at += 1;
    return piece;
  }

  private escaped(): Piece {
    const char = this.source[this.at] ?? '';
    this.at += 1;
    if (char === 'b') return this.assert(isWordEdge);
    const known = CLASSES[char];
    if (known) return this.take(known);
    if (/[0-9A-Za-z]/.test(char) && CONTROLS[char] === undefined) {
      throw this.problem(`\\${char} is not understood.`);
    }
    if (char === '') throw this.problem('A backslash stands before a character.');
    return this.literal(CONTROLS[char] ?? char);
  }

  private literal(char: string): Piece {
    const code = char.charCodeAt(0);
    return this.take((other) => other === code);
  }

  private take(accepts: Accepts): Piece {
    return (next) => this.add({ op: 'take', accepts, next });
  }

  private assert(holds: (line: string, at: number) => boolean): Piece {
    return (next) => this.add({ op: 'assert', holds, next });
  }

  private set(): Accepts {
    this.at += 1;
    const negated = this.source[this.at] === '^';
    if (negated) this.at += 1;
    const members: Accepts[] = [];
    while (this.source[this.at] !== ']' || members.length === 0) {
      if (this.at >= this.source.length) throw this.problem('A square bracket is not closed.');
      members.push(this.member());
    }
    this.at += 1;
    return (code) => members.some((accepts) => accepts(code)) !== negated;
  }

  private member(): Accepts {
    const first = this.setCharacter();
    if (typeof first === 'function') return first;
    const isRange =
      this.source[this.at] === '-' && !/^-(?:\]|$)/.test(this.source.slice(this.at, this.at + 2));
    if (!isRange) return (code) => code === first;
    this.at += 1;
    const last = this.setCharacter();
    if (typeof last === 'function' || last < first) throw this.problem('The range runs backwards.');
    return (code) => code >= first && code <= last;
  }

  private setCharacter(): Accepts | number {
    const char = this.source[this.at] as string;
    this.at += 1;
    if (char !== '\\') return char.charCodeAt(0);
    const next = this.source[this.at] ?? '';
    this.at += 1;
    const known = CLASSES[next];
    if (known) return known;
    if (next === '' || (/[0-9A-Za-z]/.test(next) && CONTROLS[next] === undefined)) {
      throw this.problem(`\\${next} is not understood.`);
    }
    return (CONTROLS[next] ?? next).charCodeAt(0);
  }
}

function isWordEdge(line: string, at: number): boolean {
  const isWord = (i: number): boolean => i >= 0 && i < line.length && WORD(line.charCodeAt(i));
  return isWord(at - 1) !== isWord(at);
}

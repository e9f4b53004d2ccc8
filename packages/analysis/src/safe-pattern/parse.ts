/** A pattern that cannot be taken: what is wrong where, and what to write instead. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** Characters by inclusive ranges of UTF-16 code units. */
export interface CharSet {
  ranges: readonly (readonly [low: number, high: number])[];
  negated: boolean;
}

export type Node =
  | { type: 'char'; set: CharSet }
  | { type: 'sequence'; parts: Node[] }
  | { type: 'choice'; options: Node[] }
  | { type: 'repeat'; node: Node; min: number; max: number | null; greedy: boolean }
  | { type: 'group'; node: Node; name: string | null }
  | { type: 'start' }
  | { type: 'end' };

/** Longer patterns and counts are mistakes, or made to cost time. */
const MOST_CHARACTERS = 300;
const MOST_COUNT = 100;
const DEEPEST = 20;

const code = (character: string): number => character.charCodeAt(0);
const DIGIT: CharSet['ranges'] = [[code('0'), code('9')]];
const WORD: CharSet['ranges'] = [
  ...DIGIT,
  [code('A'), code('Z')],
  [code('a'), code('z')],
  [code('_'), code('_')],
];
const SPACE: CharSet['ranges'] = [
  [9, 13],
  [32, 32],
  [160, 160],
];
const ANY: CharSet = {
  ranges: [
    [10, 10],
    [13, 13],
    [0x2028, 0x2029],
  ],
  negated: true,
};
const SHORTHAND: Readonly<Record<string, CharSet>> = {
  d: { ranges: DIGIT, negated: false },
  D: { ranges: DIGIT, negated: true },
  w: { ranges: WORD, negated: false },
  W: { ranges: WORD, negated: true },
  s: { ranges: SPACE, negated: false },
  S: { ranges: SPACE, negated: true },
};

/**
 * Reads a regular expression of the part of the language that runs in linear time: characters, classes, groups,
 * alternatives, repetition, anchors. Look-around and back-references are no part of it.
 * @throws PatternError
 */
export function parsePattern(text: string): Node {
  if (text.length > MOST_CHARACTERS) throw new PatternError(`Write at most ${MOST_CHARACTERS} characters.`);
  const reader = new Reader(text);
  const node = reader.choice(0);
  if (!reader.done) reader.fail('closes a group that was not opened');
  return node;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  get done(): boolean {
    return this.at >= this.text.length;
  }

  fail(what: string): never {
    const where = this.text.slice(this.at, this.at + 12);
    throw new PatternError(`At character ${this.at + 1}, "${where}" ${what}.`);
  }

  choice(depth: number): Node {
    if (depth > DEEPEST) this.fail(`is nested deeper than ${DEEPEST} groups`);
    const options = [this.sequence(depth)];
    while (this.take('|')) options.push(this.sequence(depth));
    const [only] = options;
    return options.length === 1 && only ? only : { type: 'choice', options };
  }

  private sequence(depth: number): Node {
    const parts: Node[] = [];
    while (!this.done && this.peek() !== '|' && this.peek() !== ')') parts.push(this.repeated(depth));
    return { type: 'sequence', parts };
  }

  private repeated(depth: number): Node {
    const node = this.atom(depth);
    const count = this.count();
    if (count === null) return node;
    if (node.type === 'start' || node.type === 'end')
      this.fail('repeats an anchor; leave the repetition out');
    const greedy = !this.take('?');
    if (this.count() !== null) this.fail('repeats a repetition; use a group');
    return { type: 'repeat', node, ...count, greedy };
  }

  private count(): { min: number; max: number | null } | null {
    if (this.take('*')) return { min: 0, max: null };
    if (this.take('+')) return { min: 1, max: null };
    if (this.take('?')) return { min: 0, max: 1 };
    const braces = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.text.slice(this.at));
    if (braces === null) return null;
    const min = Number(braces[1]);
    const max = braces[2] === undefined ? min : braces[3] === '' ? null : Number(braces[3]);
    if (min > MOST_COUNT || (max ?? 0) > MOST_COUNT) this.fail(`repeats more than ${MOST_COUNT} times`);
    if (max !== null && max < min) this.fail('has its bounds the wrong way round');
    this.at += braces[0].length;
    return { min, max };
  }

  private atom(depth: number): Node {
    const character = this.next();
    switch (character) {
      case '^':
        return { type: 'start' };
      case '$':
        return { type: 'end' };
      case '.':
        return { type: 'char', set: ANY };
      case '(':
        return this.group(depth);
      case '[':
        return { type: 'char', set: this.characterClass() };
      case '\\':
        return { type: 'char', set: this.escape() };
      case '*':
      case '+':
      case '?':
        this.at -= 1;
        return this.fail('repeats nothing');
      default:
        return { type: 'char', set: one(character) };
    }
  }

  private group(depth: number): Node {
    let name: string | null = null;
    if (this.take('?:')) name = null;
    else {
      const named = /^\?<([A-Za-z_]\w{0,30})>/.exec(this.text.slice(this.at));
      if (named) {
        name = named[1] ?? null;
        this.at += named[0].length;
      } else if (this.peek() === '?') this.fail('is no plain group: look-around is not taken');
    }
    const node = this.choice(depth + 1);
    if (!this.take(')')) this.fail('is where a group should be closed with )');
    return { type: 'group', node, name };
  }

  private escape(): CharSet {
    if (this.done) this.fail('is where a character should follow the backslash');
    const character = this.next();
    const shorthand = SHORTHAND[character];
    if (shorthand) return shorthand;
    if (character === 't') return one('\t');
    if (/[A-Za-z0-9]/.test(character)) {
      this.at -= 1;
      this.fail('is no escape that is taken; back-references and \\b are not');
    }
    return one(character);
  }

  private characterClass(): CharSet {
    const negated = this.take('^');
    const ranges: (readonly [number, number])[] = [];
    while (!this.take(']')) {
      if (this.done) this.fail('is where a class should be closed with ]');
      const from = this.classMember();
      const single = from.ranges[0]?.[0] === from.ranges[0]?.[1] && from.ranges.length === 1;
      if (single && this.peek() === '-' && this.text[this.at + 1] !== ']' && this.text[this.at + 1]) {
        this.at += 1;
        const to = this.classMember();
        const [low, high] = [from.ranges[0]?.[0] ?? 0, to.ranges[0]?.[0] ?? 0];
        if (to.ranges.length !== 1 || to.ranges[0]?.[0] !== to.ranges[0]?.[1] || high < low)
          this.fail('ends a range that is none');
        ranges.push([low, high]);
      } else ranges.push(...from.ranges);
    }
    return { ranges, negated };
  }

  private classMember(): CharSet {
    const character = this.next();
    const set = character === '\\' ? this.escape() : one(character);
    if (set.negated) this.fail('follows a negated shorthand, which is not taken inside a class');
    return set;
  }

  private peek(): string {
    return this.text[this.at] ?? '';
  }

  private next(): string {
    const character = this.peek();
    this.at += 1;
    return character;
  }

  private take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }
}

function one(character: string): CharSet {
  return { ranges: [[code(character), code(character)]], negated: false };
}

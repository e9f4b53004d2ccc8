import { matchAt, parsePattern, type Program } from './linear-pattern.js';

/** A pattern that people wrote: what it finds is hidden as `[name]`. */
export interface OwnPattern {
  name: string;
  pattern: string;
}

export type OwnMask = (line: string) => { text: string; count: number };

/**
 * Compiles a pattern of one's own. It is matched in time proportional to the line, whatever line and pattern are: no
 * pattern can be written that makes a hostile line take long.
 * @throws PatternError where the pattern uses what is not understood, with the position
 */
export function compileOwnPattern({ name, pattern }: OwnPattern): OwnMask {
  const program = parsePattern(pattern);
  return (line) => replaced(program, line, `[${name}]`);
}

function replaced(program: Program, line: string, by: string): { text: string; count: number } {
  let text = '';
  let [count, kept, at] = [0, 0, 0];
  while (at < line.length) {
    const end = program.canBegin(line.charCodeAt(at)) ? matchAt(program, line, at) : -1;
    if (end <= at) {
      at += 1;
      continue;
    }
    text += line.slice(kept, at) + by;
    count += 1;
    at = end;
    kept = end;
  }
  return { text: text + line.slice(kept), count };
}

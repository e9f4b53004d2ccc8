import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const css = readFileSync(path.join(import.meta.dirname, 'globals.css'), 'utf8');

function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
}

/** Relative luminance and contrast ratio of WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const TEXT: [string, string[]][] = [
  ['text', ['bg', 'surface', 'sunken', 'accent-bg']],
  ['muted', ['bg', 'surface', 'sunken']],
  ['faint', ['bg', 'surface', 'sunken']],
  ['accent', ['bg', 'surface', 'accent-bg']],
  ['critical', ['bg', 'surface', 'critical-bg', 'sunken']],
  ['warning', ['bg', 'surface', 'warning-bg', 'sunken']],
];
const LINES = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
  'critical',
  'warning-mark',
  'control',
];

describe.each([':root', "[data-theme='dark']"])('contrast of %s', (selector) => {
  const all = tokens(selector);
  const of = (name: string): string => {
    const value = all.get(name);
    if (!value) throw new Error(`no token ${name} in ${selector}`);
    return value;
  };

  it.each(TEXT.flatMap(([name, grounds]) => grounds.map((ground) => [name, ground] as const)))(
    '%s on %s carries text',
    (name, ground) => {
      expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(LINES)('%s is seen as a line or frame', (name) => {
    expect(contrast(of(name), of('surface'))).toBeGreaterThanOrEqual(3);
  });
});

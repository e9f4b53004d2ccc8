import { describe, expect, it } from '@jest/globals';
import { templateChange, type TemplateChange, type TemplatePair } from './compare-templates.js';

const CASES: [string, TemplatePair, TemplatePair, TemplateChange][] = [
  ['never written before', { old: 0, new: 3 }, { old: 5_000, new: 400 }, 'new'],
  [
    'never written before, by a revision that has just begun',
    { old: 0, new: 1 },
    { old: 5_000, new: 12 },
    'new',
  ],
  [
    'no longer written, though thirty would be expected',
    { old: 300, new: 0 },
    { old: 5_000, new: 500 },
    'vanished',
  ],
  ['rare, and not seen yet', { old: 5, new: 0 }, { old: 5_000, new: 500 }, 'same'],
  ['ten times as frequent', { old: 50, new: 50 }, { old: 5_000, new: 500 }, 'more'],
  ['a fifth as frequent', { old: 2_500, new: 100 }, { old: 5_000, new: 1_000 }, 'less'],
  ['as frequent as before on fewer tasks', { old: 500, new: 52 }, { old: 5_000, new: 500 }, 'same'],
  ['of a revision that wrote next to nothing', { old: 50, new: 0 }, { old: 5_000, new: 20 }, 'unknown'],
  ['whose old revision was not read', { old: 0, new: 40 }, { old: 0, new: 400 }, 'unknown'],
];

describe('a template between two revisions', () => {
  it.each(CASES)('%s', (_what, seen, all, change) => {
    expect(templateChange(seen, all)).toBe(change);
  });
});

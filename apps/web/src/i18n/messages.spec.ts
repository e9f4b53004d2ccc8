import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FEATURES } from './features';
import { LOCALES, pickLocale } from './locale';

const ROOT = path.join(import.meta.dirname, '..', '..', 'messages');

function flat(value: unknown, prefix = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[prefix, value]]);
  return new Map(
    Object.entries(value as object).flatMap(([key, child]) => [
      ...flat(child, prefix === '' ? key : `${prefix}.${key}`),
    ]),
  );
}
const read = (locale: string, feature: string): Map<string, string> =>
  flat(JSON.parse(readFileSync(path.join(ROOT, locale, `${feature}.json`), 'utf8')));

/** `{name}` and `<tag>` of a message; both languages must fill the same ones. */
function holes(text: string): string[] {
  const names = [...text.matchAll(/\{(\w+)[,}]/g)].map((m) => m[1]!);
  const tags = [...text.matchAll(/<(\w+)>/g)].map((m) => `<${m[1]!}>`);
  return [...new Set([...names, ...tags])].sort();
}

describe('messages', () => {
  it.each(LOCALES)('of %s are exactly those of the features', (locale) => {
    expect(readdirSync(path.join(ROOT, locale)).sort()).toEqual(FEATURES.map((f) => `${f}.json`).sort());
  });

  it.each(FEATURES)('of %s have the same keys in both languages and no empty text', (feature) => {
    const [en, ko] = [read('en', feature), read('ko', feature)];
    expect([...ko.keys()].sort()).toEqual([...en.keys()].sort());
    for (const text of [...en.values(), ...ko.values()]) expect(text).not.toBe('');
  });

  it.each(FEATURES)('of %s never use a value in Korean that English does not have', (feature) => {
    const en = read('en', feature);
    for (const [key, text] of read('ko', feature))
      for (const hole of holes(text))
        expect([key, holes(en.get(key) ?? '')]).toEqual([key, expect.arrayContaining([hole])]);
  });
});

describe('the language', () => {
  it('is the cookie, else the first accepted that we speak, else English', () => {
    expect(pickLocale('ko', 'en')).toBe('ko');
    expect(pickLocale('xx', 'fr-FR, ko;q=0.9, en;q=0.8')).toBe('ko');
    expect(pickLocale(undefined, null)).toBe('en');
  });
});

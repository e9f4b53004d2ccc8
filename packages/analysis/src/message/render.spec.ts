import { describe, expect, it } from '@jest/globals';
import { messageKeys, textOf } from './catalogue.js';
import { renderBoth, renderMessage } from './render.js';

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ''))].sort();

describe('the catalogue of messages', () => {
  it.each(messageKeys())('says %s in both languages with parameters of the same names', (key) => {
    const { en, ko } = textOf(key);
    expect(en.trim()).not.toBe('');
    // A text of placeholders alone reads alike in both.
    if (/[a-z]/i.test(en.replaceAll(/\{[^}]*\}/g, ''))) expect(ko).toMatch(/[가-힣]/);
    else expect(ko).toBe(en);
    // English alone needs the plural forms.
    const english = placeholders(en.replaceAll(/\{\w+:plural:[^}]*\}/g, ''));
    expect(placeholders(ko)).toEqual(expect.arrayContaining(english));
    expect(english).toEqual(expect.arrayContaining(placeholders(ko)));
  });

  it('refuses a key without a text by name', () => {
    expect(() => textOf('stop.nothing')).toThrow('message key "stop.nothing" has no text');
  });
});

describe('rendering a message', () => {
  it('says unknown where a parameter is missing', () => {
    const message = { key: 'stop.host_terminated', params: { instance: null } };
    expect(renderMessage(message, { locale: 'en' })).toBe('Its EC2 instance unknown was terminated.');
    expect(renderBoth(message).ko).toContain('알 수 없음');
  });
});

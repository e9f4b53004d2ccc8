import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hideSecrets } from './hide-secrets.js';

const SLACK = 'https://hooks.example.com/services/T0AAAAAA/B0AAAAAA/planted0planted0?key=planted1planted1';

describe('a text without secrets', () => {
  it('has neither the address nor what is secret in it', () => {
    const { pathname, search } = new URL(SLACK);
    for (const part of [SLACK, pathname, search, 'planted0planted0', 'planted1planted1', 'T0AAAAAA']) {
      expect(hideSecrets(`refused: ${part}!`, [SLACK])).toMatch(/^refused: (•••)+!$/);
    }
  });

  it('holds no password, plain or as it was sent', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (password) => {
        const encoded = Buffer.from(password).toString('base64');
        const hidden = hideSecrets(`535 ${password} ${encoded}`, [password]);
        expect(hidden.replaceAll('•••', '')).not.toContain(password);
        expect(hidden).not.toContain(encoded);
      }),
    );
    expect(hideSecrets('as it is', [null, ''])).toBe('as it is');
  });
});

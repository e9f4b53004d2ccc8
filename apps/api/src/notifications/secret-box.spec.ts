import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SealBroken, SecretBox } from './secret-box.js';

describe('a secret box', () => {
  it('opens what it sealed, and shows nothing of it', () => {
    const box = new SecretBox(Buffer.from('a key of some length'));
    const sealed = box.seal('https://hooks.example.com/T0/B0/planted');
    expect(sealed.toString('latin1')).not.toContain('planted');
    expect(box.unseal(sealed)).toBe('https://hooks.example.com/T0/B0/planted');
  });

  it('says that another key sealed it', () => {
    const sealed = new SecretBox(Buffer.from('one')).seal('text');
    expect(() => new SecretBox(Buffer.from('two')).unseal(sealed)).toThrow(SealBroken);
  });

  it('makes its own key file that nobody else may read, once', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'danji-key-'));
    const sealed = SecretBox.open({ secretKeyFile: null, dataDir }).seal('text');
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(SecretBox.open({ secretKeyFile: null, dataDir }).unseal(sealed)).toBe('text');
  });

  it('refuses a key that is too short, by the name of its file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'danji-key-')), 'short.key');
    writeFileSync(file, 'short');
    expect(() => SecretBox.open({ secretKeyFile: file, dataDir: '.' })).toThrow(file);
  });
});

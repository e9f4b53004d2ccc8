import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LEAST_KEY_BYTES = 16;

/** That a sealed secret cannot be opened: another key sealed it. */
export class SealBroken extends Error {
  constructor() {
    super(
      'The secret was sealed with another key. Bring back the file of DANJI_SECRET_KEY_FILE, or enter the secret again.',
    );
    this.name = 'SealBroken';
  }
}

/** A whole key or none: of two processes that start together one makes it, and neither reads half of it. */
function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Seals secrets for the database (AES-256-GCM); the key lies in a file beside it and never in it. */
export class SecretBox {
  private readonly key: Buffer;

  constructor(material: Buffer) {
    // Whatever a person put into the file, its hash has the length that the cipher needs.
    this.key = createHash('sha256').update(material).digest();
  }

  /**
   * The key of DANJI_SECRET_KEY_FILE; unset: a file of its own in the data directory, made at the first need.
   * @throws Error that names the file where it is too short or cannot be read
   */
  static open({ secretKeyFile, dataDir }: { secretKeyFile: string | null; dataDir: string }): SecretBox {
    const file = secretKeyFile ?? join(dataDir, 'secret.key');
    if (secretKeyFile === null && !existsSync(file)) makeKeyFile(file);
    const material = readFileSync(file);
    if (material.length < LEAST_KEY_BYTES) {
      throw new Error(
        `The key in ${file} has ${material.length} bytes; write at least ${LEAST_KEY_BYTES} random ones.`,
      );
    }
    return new SecretBox(material);
  }

  seal(text: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws SealBroken */
  unseal(box: Buffer): string {
    const decipher = createDecipheriv(ALGORITHM, this.key, box.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const text = Buffer.concat([decipher.update(box.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
      return text.toString('utf8');
    } catch {
      // The cipher says only that its tag is wrong, in words of its own for each library version.
      throw new SealBroken();
    }
  }
}

/** PostgreSQL counts from 2000-01-01 in microseconds. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const HIGH = 2 ** 32;

/**
 * Epoch ms from `timestamptz[]` in PostgreSQL's binary form, NaN for NULL; format as in binary-array.ts. A hundred
 * thousand tasks have eight moments each: as rows of texts they cost a second to read.
 */
export function readTimestamps(bytes: Buffer): Float64Array {
  return readArray(bytes, (at) => {
    const micros = bytes.readInt32BE(at) * HIGH + bytes.readUInt32BE(at + 4);
    return Math.floor(micros / 1000) + EPOCH_MS;
  });
}

/** `integer[]` in PostgreSQL's binary form, NaN for NULL. */
export function readIntegers(bytes: Buffer): Float64Array {
  return readArray(bytes, (at) => bytes.readInt32BE(at));
}

function readArray(bytes: Buffer, read: (at: number) => number): Float64Array {
  const dimensions = bytes.readInt32BE(0);
  const length = dimensions === 0 ? 0 : bytes.readInt32BE(12);
  const values = new Float64Array(length);
  for (let i = 0, at = 20; i < length; i += 1) {
    const size = bytes.readInt32BE(at);
    at += 4;
    values[i] = size < 0 ? NaN : read(at);
    if (size > 0) at += size;
  }
  return values;
}

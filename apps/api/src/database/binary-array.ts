/** Element types by their OID in pg_type. */
const FLOAT4_OID = 700;
const HEADER_BYTES = 20;

/**
 * Numbers in PostgreSQL's binary form of a one-dimensional array, as a parameter: an hour of metrics has sixty values,
 * and writing them as text costs both sides several times as much. Format: array_recv in
 * src/backend/utils/adt/arrayfuncs.c (dimensions, null flag, element OID, length, lower bound, then length-prefixed
 * elements).
 */
function binaryArray(
  oid: number,
  length: number,
  write: (buffer: Buffer, at: number, index: number) => void,
): Buffer {
  if (length === 0) return emptyArray(oid);
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + length * 8);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  for (let i = 0, at = HEADER_BYTES; i < length; i += 1, at += 8) {
    buffer.writeInt32BE(4, at);
    write(buffer, at + 4, i);
  }
  return buffer;
}

function emptyArray(oid: number): Buffer {
  const buffer = Buffer.alloc(12);
  buffer.writeInt32BE(oid, 8);
  return buffer;
}

/** `real[]` of several equally long parts, one after another. */
export function realArray(parts: readonly Float32Array[], partLength: number): Buffer {
  return binaryArray(FLOAT4_OID, parts.length * partLength, (buffer, at, index) => {
    const part = parts[Math.floor(index / partLength)] as Float32Array;
    buffer.writeFloatBE(part[index % partLength] as number, at);
  });
}

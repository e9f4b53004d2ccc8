/**
 * Everything random in the fleet comes from a hash of (seed, key), so the same options always give the same history,
 * in whatever order questions are asked.
 */

// Bound once: these run hundreds of millions of times, and inside a vm context (Jest) each look-up of a global is slow.
const { imul, floor } = Math;

/** Mixes two 32-bit integers into one (the finaliser of MurmurHash3 over a multiply-xor combination). */
export function mix(a: number, b: number): number {
  let h = imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ imul(b ^ 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 16;
  h = imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0;
}

/** 32-bit hash of a string (FNV-1a, then mixed with the salt). */
export function hashString(text: string, salt = 0): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = imul(h, 0x01000193);
  }
  return mix(h >>> 0, salt);
}

/** A 32-bit hash as a number in [0, 1). */
export function unit(hash: number): number {
  return hash / 4294967296;
}

/** Smooth value noise in [-1, 1]: hashes at every `scale` steps, joined by a cosine-like curve. */
export function smoothNoise(key: number, at: number, scale: number): number {
  const cell = floor(at / scale);
  const f = at / scale - cell;
  const s = f * f * (3 - 2 * f);
  const a = unit(mix(key, cell));
  const b = unit(mix(key, cell + 1));
  return (a + (b - a) * s) * 2 - 1;
}

/** White noise in [-1, 1], triangular (the sum of two uniform draws), one draw per step. */
export function whiteNoise(key: number, at: number): number {
  const h = mix(key, at);
  return (h & 0xffff) / 65535 + (h >>> 16) / 65535 - 1;
}

/** A small generator (sfc32) whose 128-bit state comes from a key, so two keys practically never share a stream. */
export class Rng {
  private a: number;
  private b: number;
  private c: number;
  private d = 1;

  constructor(seed: number, key: string) {
    this.a = hashString(key, seed);
    this.b = hashString(key, mix(seed, 1));
    this.c = hashString(key, mix(seed, 2)) ^ seed;
    for (let i = 0; i < 8; i++) this.uint32();
  }

  uint32(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    return this.uint32() / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number in [low, high], both included. */
  int(low: number, high: number): number {
    return low + floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[floor(this.next() * items.length)];
    if (item === undefined) throw new RangeError('pick: the list is empty; give at least one item');
    return item;
  }
}

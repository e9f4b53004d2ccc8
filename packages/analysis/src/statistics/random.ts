/** Numbers in [0, 1); passed in so that the same facts give the same recommendation. */
export type Random = () => number;

/** A small seeded generator (mulberry32 by Tommy Ettinger, public domain). `seed` is taken as 32-bit integer. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

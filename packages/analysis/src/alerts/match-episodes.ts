import type { AlertEpisode } from './evaluate-alert.js';

/** An episode as it was stored before; times in epoch ms. */
export interface KnownEpisode {
  beganAt: number;
  resolvedAt: number | null;
}

export interface MatchedEpisodes<K> {
  same: [known: K, now: AlertEpisode][];
  /** Stored before, and not there any more. */
  gone: K[];
  added: AlertEpisode[];
}

/**
 * Which episodes of a corrected evaluation are those that were stored before: what began at the same instant, and then
 * what overlaps, in the order of time. So a correction that moves a beginning by a minute is no new alert.
 * @param known of one rule at one resource
 */
export function matchEpisodes<K extends KnownEpisode>(
  known: readonly K[],
  found: readonly AlertEpisode[],
): MatchedEpisodes<K> {
  const same: [K, AlertEpisode][] = [];
  const left = new Set(known.toSorted((a, b) => a.beganAt - b.beganAt));
  const added: AlertEpisode[] = [];
  const pair = (episode: AlertEpisode, fits: (candidate: K) => boolean): boolean => {
    for (const candidate of left) {
      if (!fits(candidate)) continue;
      left.delete(candidate);
      same.push([candidate, episode]);
      return true;
    }
    return false;
  };
  const rest = found.filter((episode) => !pair(episode, ({ beganAt }) => beganAt === episode.beganAt));
  for (const episode of rest.toSorted((a, b) => a.beganAt - b.beganAt)) {
    if (!pair(episode, (candidate) => overlap(candidate, episode))) added.push(episode);
  }
  return { same, gone: [...left], added };
}

function overlap(a: KnownEpisode, b: KnownEpisode): boolean {
  return a.beganAt <= (b.resolvedAt ?? Infinity) && b.beganAt <= (a.resolvedAt ?? Infinity);
}

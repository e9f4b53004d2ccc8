import type { Message } from '../message/message.js';
import type { ScalingFinding } from './findings.js';
import { sayScaling } from './scaling-texts.js';

export interface ScalingSentenceFacts {
  services: number;
  groups: number;
  /** Those that need a look, the worst first. */
  found: readonly { name: string; finding: ScalingFinding }[];
}

/** Does everything that scales have room, and does its scaling work? */
export function scalingSentence({ services, groups, found }: ScalingSentenceFacts): Message {
  if (services + groups === 0) return sayScaling('scaling.sentence_none');
  const [first] = found;
  if (!first) return sayScaling('scaling.sentence_calm', { services, groups });
  return sayScaling('scaling.sentence_found', {
    found: found.length,
    count: services + groups,
    name: first.name,
    finding: first.finding.message,
  });
}

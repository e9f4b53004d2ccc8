import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep, refuse } from './finding.js';

const DAY_MS = 86_400_000;
/** A major upgrade needs planning and a test: half a year before the end is when to begin. */
const WARN_DAYS = 180;

export interface EngineLifeFacts {
  name: string;
  region: string;
  engine: string;
  version: string;
  /** Epoch ms; null: AWS did not say. */
  standardSupportEnds: number | null;
  extendedSupportEnds: number | null;
  /** Versions that AWS upgrades to from here. */
  upgradeTargets: readonly { version: string; major: boolean }[];
  at: number;
}

/** Whether the major version of a database leaves standard support within half a year, or has left it. */
export function evaluateEngineLife(facts: EngineLifeFacts): Verdict {
  const ends = facts.standardSupportEnds;
  if (ends === null) return refuse(sayRule('refuse.lifecycle'));
  if (ends - facts.at > WARN_DAYS * DAY_MS) return keep(sayRule('keep.supported', { at: ends }));
  const target = facts.upgradeTargets.filter(({ major }) => major).at(-1)?.version ?? null;
  const params = { name: facts.name, engine: facts.engine, version: facts.version, at: ends };
  return configurationChange({
    rule: 'engine_end_of_life',
    title: sayRule(ends <= facts.at ? 'eol.title.ended' : 'eol.title.soon', params),
    summary: sayRule('eol.summary', { ...params, extended: facts.extendedSupportEnds, target }),
    current: { engineVersion: facts.version },
    proposed: { engineVersion: target },
    risk: 'high',
    savingNote: sayRule('saving.extended_support'),
    change: target === null ? [] : [{ label: 'AWS CLI', text: changeOf(facts, target) }],
    facts: [
      { label: sayRule('fact.version'), value: `${facts.engine} ${facts.version}` },
      { label: sayRule('fact.support_ends'), value: new Date(ends).toISOString().slice(0, 10) },
      {
        label: sayRule('fact.targets'),
        value: facts.upgradeTargets.map(({ version }) => version).join(', ') || '–',
      },
    ],
    at: facts.at,
  });
}

function changeOf({ region, name }: EngineLifeFacts, version: string): string {
  const change = awsCommand('rds modify-db-instance', {
    region,
    'db-instance-identifier': name,
    'engine-version': version,
  });
  return `${change} \\\n  --allow-major-version-upgrade`;
}

import type { Localised, OverviewProblem } from '@danji/shared';
import { problemSentence, renderBoth, type ProblemFacts } from '@danji/analysis';
import type { FleetMember } from './fleet-member.js';
import { problemMetric, sparkKey, type Sparks } from './fleet-metrics.js';

/** A page is not a list: what else is wrong is on the lists, worst first. */
const SHOWN = 20;

/** Resources that need somebody, worst first, then the ones that began last. */
export function problemsOf(fleet: readonly FleetMember[]): FleetMember[] {
  const since = (member: FleetMember): number => Date.parse(member.reasons[0]?.since ?? '') || 0;
  return fleet
    .filter((member) => member.status === 'critical' || member.status === 'warning')
    .sort((a, b) => b.severity - a.severity || since(b) - since(a) || (a.name < b.name ? -1 : 1))
    .slice(0, SHOWN);
}

/** What the sentences are made of; null where the collector stored no message. */
export function problemFacts(member: FleetMember): ProblemFacts | null {
  const reason = member.reasons[0];
  if (reason?.say === undefined) return null;
  const { rollout } = member;
  return {
    name: member.name,
    reason: reason.say,
    since: reason.since === null ? null : Date.parse(reason.since),
    rollout:
      rollout === null ? null : { revision: rollout.revision, startedAt: Date.parse(rollout.startedAt) },
  };
}

export function toProblem(
  member: FleetMember,
  sparks: Sparks,
  now: number,
  timeZone: string,
): OverviewProblem {
  const [metric] = problemMetric(member);
  const spark = sparks.get(sparkKey(member.id, metric));
  return {
    resourceId: member.id,
    resourceKind: member.kind,
    name: member.name,
    environment: member.environment,
    team: member.team,
    accountAlias: member.accountAlias,
    region: member.region,
    parentName: member.parentName,
    status: member.status,
    reasons: member.reasons,
    sentence: sentenceOf(member, now, timeZone),
    since: member.reasons[0]?.since ?? null,
    spark: spark === undefined ? null : { metric, step: spark.step, from: spark.from, values: spark.values },
  };
}

function sentenceOf(member: FleetMember, now: number, timeZone: string): Localised {
  const facts = problemFacts(member);
  if (facts !== null) return renderBoth(problemSentence(facts, now), timeZone);
  const reason = member.reasons[0];
  const text = reason?.text ?? { en: reason?.message ?? member.status, ko: reason?.message ?? member.status };
  return { en: `${member.name}: ${text.en}`, ko: `${member.name}: ${text.ko}` };
}

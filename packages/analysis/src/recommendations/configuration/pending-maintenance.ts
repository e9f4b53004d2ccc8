import { awsCommand } from '../command.js';
import type { Verdict } from '../recommendation.js';
import { sayRule } from './configuration-texts.js';
import { configurationChange, keep, refuse } from './finding.js';

export interface MaintenanceAction {
  action: string;
  description: string | null;
  /** Epoch ms, as AWS says them; null: no such date. */
  autoAppliedAfter: number | null;
  forcedApply: number | null;
  currentApply: number | null;
}

export interface MaintenanceFacts {
  name: string;
  arn: string;
  region: string;
  /** Null where it could not be read. */
  actions: readonly MaintenanceAction[] | null;
  /** `sun:18:00-sun:18:30`, UTC. */
  window: string | null;
  at: number;
}

/** The maintenance that comes first, so that people choose the hour and not AWS. */
export function evaluateMaintenance(facts: MaintenanceFacts): Verdict {
  if (facts.actions === null) return refuse(sayRule('refuse.maintenance'));
  const first = [...facts.actions].sort((a, b) => dateOf(a) - dateOf(b))[0];
  if (first === undefined) return keep(sayRule('keep.no_maintenance'));
  const date = dateOf(first);
  const at = Number.isFinite(date) ? date : null;
  const params = { name: facts.name, action: first.action, at };
  const summary =
    first.forcedApply !== null
      ? 'maintenance.summary.forced'
      : at !== null
        ? 'maintenance.summary.window'
        : 'maintenance.summary.waiting';
  return configurationChange({
    rule: 'pending_maintenance',
    title: sayRule(at === null ? 'maintenance.title.waiting' : 'maintenance.title.dated', params),
    summary: sayRule(summary, { description: first.description ?? first.action, window: facts.window }),
    current: { pending: facts.actions.map(({ action }) => action).join(', ') },
    proposed: { pending: null },
    risk: 'medium',
    change: [
      {
        label: 'AWS CLI',
        text: awsCommand('rds apply-pending-maintenance-action', {
          region: facts.region,
          'resource-identifier': facts.arn,
          'apply-action': first.action,
          'opt-in-type': 'next-maintenance',
        }),
      },
    ],
    facts: [{ label: sayRule('fact.window'), value: facts.window ?? '–' }],
    at: facts.at,
  });
}

/** When an action is applied, the earliest of what AWS says; infinity where nothing is dated. */
function dateOf({ autoAppliedAfter, forcedApply, currentApply }: MaintenanceAction): number {
  return Math.min(currentApply ?? Infinity, autoAppliedAfter ?? Infinity, forcedApply ?? Infinity);
}

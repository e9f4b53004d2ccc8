import { Injectable } from '@nestjs/common';
import {
  ALERT_RULES,
  type AlertOverride,
  type AlertOverrideInput,
  type AlertRuleList,
  type Context,
} from '@danji/shared';
import { randomUUID } from 'node:crypto';
import { Clock } from '../clock/index.js';
import { AppError, notFound, requirePermission } from '../http/index.js';
import { stableId } from '../stable-id/index.js';
import { OverrideRepository, toOverride } from './override.repository.js';
import { RuleFigureRepository } from './rule-figure.repository.js';
import { checkedChange } from './checked-change.js';

/** Rules with the numbers that people changed; nobody can change what a rule means. */
@Injectable()
export class AlertRules {
  constructor(
    private readonly overrides: OverrideRepository,
    private readonly figures: RuleFigureRepository,
    private readonly clock: Clock,
  ) {}

  async list(ctx: Context): Promise<AlertRuleList> {
    requirePermission(ctx, 'alert.read');
    const [rows, figures] = await Promise.all([this.overrides.all(), this.figures.byRule(this.clock.now())]);
    const overrides = Map.groupBy(rows, ({ rule_id: rule }) => rule);
    return {
      items: ALERT_RULES.map((rule) => {
        const known = figures.get(rule.id);
        return {
          ...rule,
          overrides: (overrides.get(rule.id) ?? []).map(toOverride),
          open: known?.open ?? 0,
          fired14d: known?.fired14d ?? 0,
          evaluatedAt: known?.evaluatedAt?.toISOString() ?? null,
        };
      }),
    };
  }

  /** @throws AppError VALIDATION, CONFLICT where the target has one already */
  async add(ctx: Context, input: AlertOverrideInput): Promise<AlertOverride> {
    requirePermission(ctx, 'settings.write');
    const change = checkedChange(input);
    const id = stableId('ovr', randomUUID());
    if (
      !(await this.overrides.add(id, change, {
        actor: ctx.actor,
        reason: input.reason,
        now: this.clock.now(),
      }))
    ) {
      const current = (await this.overrides.all()).find(
        (row) =>
          row.rule_id === input.rule &&
          row.resource_id === input.resource &&
          sameLabels(row.labels, input.labels),
      );
      throw new AppError('CONFLICT', 'This target has changed numbers already; change those.', {
        current: current === undefined ? null : toOverride(current),
      });
    }
    return this.one(id);
  }

  /** @throws AppError NOT_FOUND, VALIDATION, CONFLICT with the override as it is now */
  async change(ctx: Context, id: string, version: number, input: AlertOverrideInput): Promise<AlertOverride> {
    requirePermission(ctx, 'settings.write');
    const by = { actor: ctx.actor, reason: input.reason, now: this.clock.now(), version };
    const changed = await this.overrides.change(id, checkedChange(input), by);
    const current = await this.one(id);
    if (!changed) throw lost(current);
    return current;
  }

  /** @throws AppError NOT_FOUND, CONFLICT with the override as it is now */
  async remove(ctx: Context, id: string, version: number): Promise<AlertOverride> {
    requirePermission(ctx, 'settings.write');
    const current = await this.one(id);
    if (!(await this.overrides.remove(id, version))) throw lost(current);
    return current;
  }

  private async one(id: string): Promise<AlertOverride> {
    const row = await this.overrides.byId(id);
    if (row === null) throw notFound('override', id);
    return toOverride(row);
  }
}

function lost(current: AlertOverride): AppError {
  return new AppError(
    'CONFLICT',
    'Somebody changed it meanwhile, or its target has numbers already; this is how it stands now.',
    {
      current,
    },
  );
}

function sameLabels(a: Record<string, unknown> | null, b: Record<string, unknown> | null): boolean {
  return (
    a?.['environment'] === b?.['environment'] && a?.['team'] === b?.['team'] && (a === null) === (b === null)
  );
}

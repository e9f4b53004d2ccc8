import { Injectable } from '@nestjs/common';
import type { Context, ServiceAttributes } from '@danji/shared';
import { Clock } from '../clock/index.js';
import { Database, notifyChanges } from '../database/index.js';
import { requirePermission } from '../http/index.js';
import { HistoryRepository } from './history.repository.js';
import { recommendationId } from './recommendation-id.js';
import { RecommendationRepository } from './recommendation.repository.js';
import { judgeCircuitBreakers } from './rules/circuit-breaker-off.rule.js';
import { FargateTaskSizeRule } from './rules/fargate-task-size.rule.js';
import { IdleEc2InstanceRule } from './rules/idle-ec2-instance.rule.js';
import { HISTORY_MS, type Judgement } from './rules/judgement.js';
import { judgeDatabases, judgeSecurityGroups } from './rules/database-configuration.rule.js';
import { ReadFleet } from './rules/fleet-subjects.js';
import { RdsStorageFullRule } from './rules/rds-storage-full.rule.js';
import { judgeServices } from './rules/service-configuration.rule.js';
import { ServiceMaximumRule } from './rules/service-maximum.rule.js';
import { SizeRule } from './rules/size.rule.js';

export interface Computed {
  /** Resources judged by a rule each. */
  judged: number;
  found: number;
  /** Where there was too little data to tell. */
  refused: number;
  closed: number;
}

/**
 * The job that makes recommendations from stored history: once an hour and after a back-fill. Running it twice
 * changes nothing; one that no longer holds is closed, one that cannot be told for lack of data stays as it is.
 */
@Injectable()
export class ComputeRecommendations {
  constructor(
    private readonly history: HistoryRepository,
    private readonly recommendations: RecommendationRepository,
    private readonly fargateTaskSize: FargateTaskSizeRule,
    private readonly idleEc2Instance: IdleEc2InstanceRule,
    private readonly rdsStorageFull: RdsStorageFullRule,
    private readonly serviceMaximum: ServiceMaximumRule,
    private readonly size: SizeRule,
    private readonly readFleet: ReadFleet,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async run(ctx: Context): Promise<Computed> {
    requirePermission(ctx, 'recommendation.write');
    const now = this.clock.now();
    const judgements = await this.judge(ctx, now);
    const findings = judgements.flatMap(({ rule, subject, verdict }) =>
      verdict.kind === 'change'
        ? [{ id: recommendationId(rule, subject.id), resource: subject, computed: verdict.recommendation }]
        : [],
    );
    const refused = judgements.filter(({ verdict }) => verdict.kind === 'refuse');
    const undecided = refused.map(({ rule, subject }) => recommendationId(rule, subject.id));
    const changed = await this.recommendations.upsert(findings, now);
    const closed = await this.recommendations.closeAllBut(
      [...findings.map(({ id }) => id), ...undecided],
      now,
    );
    await notifyChanges(this.database.pool, 'recommendations', [...changed, ...closed]);
    return {
      judged: judgements.length,
      found: findings.length,
      refused: refused.length,
      closed: closed.length,
    };
  }

  /** One rule after the other: each reads two weeks, and the job is in no hurry. */
  private async judge(ctx: Context, now: number): Promise<Judgement[]> {
    const services = await this.history.subjects<ServiceAttributes>('ecs_service');
    const histories = await this.history.services(now - HISTORY_MS);
    const refused = await this.history.refusedAtMaximum(now - HISTORY_MS);
    const fleet = await this.readFleet.run(services);
    return [
      ...judgeCircuitBreakers(services, histories, now),
      ...judgeServices(fleet, now),
      ...judgeDatabases(fleet, now),
      ...judgeSecurityGroups(fleet, now),
      ...(await this.serviceMaximum.run(ctx, services, refused, now)),
      ...(await this.size.run(ctx, fleet.databases, now)),
      ...(await this.rdsStorageFull.run(ctx, now)),
      ...(await this.idleEc2Instance.run(ctx, now)),
      ...(await this.fargateTaskSize.run(ctx, services, histories, now)),
    ];
  }
}

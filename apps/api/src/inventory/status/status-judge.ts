import type { Pool } from '../../database/index.js';
import {
  databaseClusterStatus,
  canaryStatus,
  alarmStatus,
  databaseStatus,
  imageStatus,
  instanceStatus,
  loadBalancerStatus,
  renderBoth,
  securityGroupStatus,
  serviceStatus,
  subnetStatus,
  targetGroupStatus,
  volumeStatus,
  type ServiceStatusFacts,
  type StatusResult,
} from '@danji/analysis';
import { severityOf } from '@danji/shared';
import { iso } from '../describe/iso.js';
import type { Observed } from '../observed.js';
import type { PlaceKey } from '../store/resource.repository.js';
import type { Judged } from '../store/resource-diff.js';
import { canaryFacts, loadBalancerFacts, targetCounts, targetGroupFacts } from './load-balancing-facts.js';
import { alarmFacts } from './alarm-facts.js';
import { imageFacts, securityGroupFacts } from './network-facts.js';
import { databaseClusterFacts, databaseFacts } from './database-facts.js';
import { instanceFacts, serviceFacts } from './facts.js';
import { StatusRepository, type StoredFacts } from './status.repository.js';

/** How often what is stored (stops, messages, metrics) is read again for judging. */
const REFRESH_MS = 30_000;

/** Says how each resource does, from what the sweep saw and from what is stored. */
export class StatusJudge {
  private stored: StoredFacts | null = null;
  private readAt = -Infinity;
  private readonly desired = new Map<string, number>();
  private readonly targets = new Map<string, NonNullable<ServiceStatusFacts['targets']>>();
  private readonly repository: StatusRepository;

  constructor(pool: Pool, place: PlaceKey) {
    this.repository = new StatusRepository(pool, place);
  }

  /** Takes in what the sweep saw of others: a service is judged by its targets, a group by its services. */
  see(seen: readonly Observed[]): void {
    for (const one of seen) {
      if (one.kind === 'ecs_service')
        this.desired.set(one.id, (one as Observed<'ecs_service'>).attributes.desired);
      if (one.kind !== 'target_group') continue;
      const counts = targetCounts(one as Observed<'target_group'>);
      for (const service of (one as Observed<'target_group'>).attributes.services) {
        if (counts)
          this.targets.set(service, { ...counts, total: counts.registered, since: counts.unhealthySince });
        else this.targets.delete(service);
      }
    }
  }

  async refresh(now: number): Promise<void> {
    if (now - this.readAt < REFRESH_MS) return;
    this.stored = await this.repository.read(now);
    this.readAt = now;
  }

  statusOf(observed: Observed, now: number): Pick<Judged, 'status' | 'severity' | 'reasons'> {
    const { status, reasons } = this.judge(observed, now);
    return {
      status,
      severity: severityOf(status),
      reasons: reasons.map((reason) => {
        const text = renderBoth(reason.message);
        return {
          code: reason.code,
          status: reason.status,
          message: text.en,
          text,
          say: reason.message,
          since: iso(reason.since),
        };
      }),
    };
  }

  private judge(observed: Observed, now: number): StatusResult {
    const { stored } = this;
    if (!stored || observed.ended) return { status: 'ok', reasons: [] };
    switch (observed.kind) {
      case 'ecs_service':
        return serviceStatus({
          ...serviceFacts(observed as Observed<'ecs_service'>, stored, now),
          targets: this.targets.get(observed.id) ?? null,
        });
      case 'ec2_instance':
        return instanceStatus(instanceFacts(observed as Observed<'ec2_instance'>, stored, now));
      case 'rds_instance':
        return databaseStatus(databaseFacts(observed as Observed<'rds_instance'>, stored, now));
      case 'ebs_volume':
        return volumeStatus(observed);
      case 'image':
        return imageStatus(imageFacts(observed as Observed<'image'>, now));
      case 'subnet':
        return subnetStatus((observed as Observed<'subnet'>).attributes);
      case 'security_group':
        return securityGroupStatus(securityGroupFacts(observed as Observed<'security_group'>));
      case 'rds_cluster':
        return databaseClusterStatus(databaseClusterFacts(observed as Observed<'rds_cluster'>, now));
      case 'target_group':
        return targetGroupStatus(targetGroupFacts(observed as Observed<'target_group'>, this.desired));
      case 'load_balancer':
        return loadBalancerStatus(loadBalancerFacts(observed as Observed<'load_balancer'>));
      case 'canary':
        return canaryStatus(canaryFacts(observed as Observed<'canary'>));
      case 'alarm':
        return alarmStatus(alarmFacts(observed as Observed<'alarm'>));
      default:
        return { status: 'ok', reasons: [] };
    }
  }
}

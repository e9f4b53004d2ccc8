import type { Pool } from '../../database/index.js';
import {
  databaseClusterStatus,
  databaseStatus,
  imageStatus,
  instanceStatus,
  renderBoth,
  securityGroupStatus,
  serviceStatus,
  subnetStatus,
  volumeStatus,
  type StatusResult,
} from '@danji/analysis';
import { severityOf } from '@danji/shared';
import { iso } from '../describe/iso.js';
import type { Observed } from '../observed.js';
import type { PlaceKey } from '../store/resource.repository.js';
import type { Judged } from '../store/resource-diff.js';
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
  private readonly repository: StatusRepository;

  constructor(pool: Pool, place: PlaceKey) {
    this.repository = new StatusRepository(pool, place);
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
        return serviceStatus(serviceFacts(observed as Observed<'ecs_service'>, stored, now));
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
      default:
        return { status: 'ok', reasons: [] };
    }
  }
}

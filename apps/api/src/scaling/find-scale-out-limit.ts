import { Injectable } from '@nestjs/common';
import { ServiceAttributes, type Context, type ScaleOutLimitItem } from '@danji/shared';
import { renderBoth, scaleOutLimit } from '@danji/analysis';
import { ReadCapacity } from '../capacity/index.js';
import { resourceId, subnetArn } from '../inventory/index.js';
import type { JudgedScaling } from './judge-scaling.js';
import { subjectOf } from './scaled-subject.js';
import { ScalingRepository, type ScaledRow } from './scaling.repository.js';

const Placed = ServiceAttributes.pick({
  desired: true,
  schedulingStrategy: true,
  launchType: true,
  strategy: true,
  subnets: true,
}).partial();

/** What limits the scale-out of one service: its bounds, the room in its cluster, its subnets, its policies. */
@Injectable()
export class FindScaleOutLimit {
  constructor(
    private readonly scaling: ScalingRepository,
    private readonly capacity: ReadCapacity,
  ) {}

  /** Null for what is no service, and for DAEMON, which has a task on each host. `now`: epoch ms. */
  async run(
    ctx: Context,
    row: ScaledRow,
    judged: JudgedScaling | undefined,
    now: number,
  ): Promise<ScaleOutLimitItem | null> {
    if (row.kind !== 'ecs_service') return null;
    const placed = Placed.parse(row.attributes);
    if (placed.schedulingStrategy === 'DAEMON') return null;
    const subject = subjectOf(row);
    const [{ room, groups }, freeAddresses] = await Promise.all([
      this.cluster(ctx, row, placed),
      this.addresses(row, placed.subnets ?? []),
    ]);
    const cooldowns = (subject?.policies ?? []).flatMap(({ scaleOutCooldown }) => scaleOutCooldown ?? []);
    const { code, message, evidence } = scaleOutLimit({
      now,
      desired: placed.desired ?? 0,
      maximum: subject?.maximum ?? null,
      suspended: subject?.suspended ?? [],
      tracked: judged?.tracked ?? [],
      changes: judged?.changes ?? [],
      cooldownSeconds: cooldowns.length > 0 ? Math.max(...cooldowns) : null,
      room,
      groups,
      freeAddresses,
    });
    return { code, text: renderBoth(message), evidence: evidence.map((fact) => renderBoth(fact)) };
  }

  /** Fargate has no instances to fill. */
  private async cluster(ctx: Context, { id, parent_id: cluster }: ScaledRow, placed: Placed) {
    if (cluster === null || placed.launchType !== 'EC2') return { room: null, groups: [] };
    const providers = (placed.strategy ?? []).map(({ capacityProvider }) => capacityProvider);
    const [capacity, groups] = await Promise.all([
      this.capacity.run(ctx, cluster),
      this.scaling.groupsBehind(cluster, providers),
    ]);
    const more = capacity.services.find((service) => service.id === id)?.more ?? null;
    return { room: more === null ? null : { more }, groups };
  }

  private addresses({ region, account_id: account }: ScaledRow, subnets: string[]): Promise<number | null> {
    if (account === null || subnets.length === 0) return Promise.resolve(null);
    const ids = subnets.map((subnet) => resourceId('subnet', subnetArn(region, account, subnet)));
    return this.scaling.freeAddresses(ids);
  }
}

type Placed = ReturnType<typeof Placed.parse>;

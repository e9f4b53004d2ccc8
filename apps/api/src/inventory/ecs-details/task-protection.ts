import type { AttributesOf } from '@danji/shared';
import { iso } from '../describe/iso.js';
import { resourceId } from '../resource-id.js';
import { dueInRotation } from '../rotation.js';
import { attempt, servicesOf, type DetailsContext } from './details-context.js';

type Protection = NonNullable<AttributesOf<'ecs_service'>['protection']>;

const UNKNOWN_PER_SWEEP = 10;

/** Tasks that a scale-in passes over, of the services that scale. */
export class TaskProtection {
  private readonly known = new Map<string, Protection>();
  /** When each was last asked for, whether it answered or not: one that never answers must not hold up the others. */
  private readonly askedAt = new Map<string, number>();

  /** @param scales whether a service (by ARN) has a scalable target */
  async read(context: DetailsContext, scales: (serviceArn: string) => boolean): Promise<void> {
    const services = new Map(
      servicesOf(context.clusters)
        .filter(({ serviceArn, runningCount }) => runningCount > 0 && scales(serviceArn))
        .map((service) => [service.serviceArn, service]),
    );
    const due = dueInRotation(services.keys(), (arn) => this.askedAt.get(arn), {
      ...context,
      unknownPerSweep: UNKNOWN_PER_SWEEP,
    });
    await Promise.all(
      due.map(async (arn) => {
        const service = services.get(arn);
        if (!service) return;
        this.askedAt.set(arn, context.now);
        const cluster = context.clusters.find((each) => each.cluster.clusterArn === service.clusterArn);
        const tasks = (cluster?.tasks?.described ?? [])
          .filter((task) => task.group === `service:${service.serviceName}` && task.lastStatus === 'RUNNING')
          .map(({ taskArn }) => taskArn);
        if (tasks.length === 0) return;
        await attempt(context, `scale-in protection of ${service.serviceName}`, async () => {
          const answers = await context.place.ecsDetails.taskProtection(service.clusterArn, tasks);
          const held = answers.filter(({ protectionEnabled }) => protectionEnabled);
          this.known.set(arn, {
            tasks: held
              .map((task) => ({
                id: resourceId('ecs_task', task.taskArn),
                until: iso(task.expirationDate),
              }))
              .sort((a, b) => (a.id < b.id ? -1 : 1)),
            checked: tasks.length,
            readAt: iso(context.now),
          });
        });
      }),
    );
    for (const arn of this.known.keys()) if (!services.has(arn)) this.known.delete(arn);
  }

  of(serviceArn: string): Protection | null {
    return this.known.get(serviceArn) ?? null;
  }
}

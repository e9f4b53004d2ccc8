import { HOUR } from '../calendar.js';
import { hashString } from '../random.js';
import type { Millis } from '../types.js';
import { Addresses } from './addresses.js';
import { HostState } from './host-state.js';
import { EventQueue } from './queue.js';
import type { RegionState } from './region-state.js';
import type { ServiceState } from './service-state.js';
import { TaskRun } from './task-run.js';

export class RegionSimulation {
  readonly queue = new EventQueue();
  readonly addresses: Addresses;

  constructor(readonly state: RegionState) {
    this.addresses = new Addresses(state.plan);
    this.queue.plan(state.beginsAt, (at) => this.begin(at));
  }

  private begin(at: Millis): void {
    const { plan, ids } = this.state;
    for (const cluster of this.state.clusters) {
      for (const group of cluster.groups) {
        for (let i = 0; i < group.desired; i++) {
          const az = plan.azs[i % plan.azs.length]!.name;
          const subnet = this.addresses.privateSubnet(az);
          const key = `${group.plan.arn}|${i}`;
          const host = new HostState(
            ids.ec2('i', key),
            hashString(key, plan.hash),
            ids.hex(`ci|${key}`, 32),
            at - (i + 1) * 7 * HOUR,
            group.plan,
            undefined,
            subnet,
            this.addresses.take(subnet),
            group.plan.instanceType,
          );
          host.registeredAt = host.launchedAt + 95_000;
          group.hosts.push(host);
          group.everyHost.push(host);
          this.state.hosts.push(host);
        }
      }
      for (const service of cluster.services) {
        const revision = this.state.revisions.next(service.plan, at - 86_400_000);
        const id = ids.deployment(`${service.plan.arn}|0`);
        const deployment = {
          id,
          serviceDeploymentId: ids.serviceDeployment(id),
          revision,
          createdAt: revision.registeredAt + 60_000,
          updatedAt: revision.registeredAt + 360_000,
          status: 'PRIMARY' as const,
          rolloutState: 'COMPLETED' as const,
          rolloutStateReason: `ECS deployment ${id} completed.`,
          failedTasks: 0,
        };
        service.deployments.push(deployment);
        service.deploymentHistory.push(deployment);
        for (let i = 0; i < service.desired; i++) this.start(service, i, at);
      }
    }
    for (const standalone of plan.standalone) {
      const subnet = this.addresses.privateSubnet(plan.azs[0]!.name);
      const key = `${plan.accountId}|${plan.region}|${standalone.name}`;
      this.state.hosts.push(
        new HostState(
          ids.ec2('i', key),
          hashString(key, plan.hash),
          '',
          standalone.launchedAt,
          undefined,
          standalone,
          subnet,
          this.addresses.take(subnet),
          standalone.instanceType,
        ),
      );
    }
    this.turnHour(at);
  }

  private turnHour(at: Millis): void {
    for (const cluster of this.state.clusters)
      for (const service of cluster.services) service.openHour(Math.floor(at / HOUR));
    this.queue.plan((Math.floor(at / HOUR) + 1) * HOUR, (next) => this.turnHour(next));
  }

  private start(service: ServiceState, i: number, at: Millis): void {
    const { plan, ids } = this.state;
    const onHost =
      service.plan.launchType === 'EC2' ||
      (service.plan.strategy !== undefined &&
        !service.plan.strategy[0]!.capacityProvider.startsWith('FARGATE'));
    const az = plan.azs[i % 3]!.name;
    const key = `${service.plan.arn}|${i}`;
    const run = new TaskRun(
      ids.hex(`task|${key}`, 32),
      hashString(key, plan.hash),
      service.primary.revision,
      at + i * 20,
      service.primary.id,
      `service:${service.plan.name}`,
      onHost ? 'EC2' : 'FARGATE',
      service.plan.strategy?.[0]?.capacityProvider ?? undefined,
      az,
      service,
      undefined,
    );
    if (onHost) {
      const host = this.state.clusters
        .find((c) => c.plan === service.plan.cluster)!
        .hosts.find((h) => h.refusal(run.revision.cpu, run.revision.memory, false) === undefined);
      if (!host) return;
      host.place(run);
    }
    run.subnet = this.addresses.privateSubnet(az);
    run.ip = this.addresses.take(run.subnet);
    run.placedAt = at;
    run.connectivityAt = at + 4000;
    run.pullStartedAt = at + 15000;
    run.pullStoppedAt = at + 30000;
    run.startedAt = at + 36000;
    service.addRun(run);
  }
}

import { DAY } from '../calendar.js';
import type { RegionState } from '../simulation/region-state.js';
import type { Dimension, Millis } from '../types.js';
import { canarySeries } from './canary-metrics.js';
import type { HostState } from '../simulation/host-state.js';
import { hostVolumes } from '../simulation/volumes.js';
import { agentSeries } from './agent-metrics.js';
import { BurstLedger } from './burst-ledger.js';
import { CreditLedger } from './credits.js';
import { hostSeries } from './ec2-metrics.js';
import { clusterSeries, serviceSeries } from './ecs-metrics.js';
import { groupSeries } from './group-metrics.js';
import { insightsSeries } from './insights-metrics.js';
import { loadBalancerSeries } from './load-balancer-metrics.js';
import type { LoadModel } from './load-model.js';
import { databaseSeries } from './rds-metrics.js';
import type { Replay } from './replay.js';
import { type Series, seriesKey } from './series.js';
import type { TrafficModel } from './traffic.js';
import { volumeSeries } from './volume-metrics.js';

/** Every series of a region by its canonical key; instances that come later bring theirs. */
export class SeriesRegistry {
  private readonly byKey = new Map<string, Series>();
  private readonly credits: CreditLedger;
  private readonly bursts = new BurstLedger();
  private knownHosts = 0;

  constructor(
    private readonly region: RegionState,
    private readonly load: LoadModel,
    private readonly replay: Replay,
    traffic: TrafficModel,
  ) {
    this.credits = new CreditLedger(load, region.beginsAt);
    for (const cluster of region.clusters) {
      this.add(clusterSeries(cluster, load, region.beginsAt));
      for (const service of cluster.services)
        this.add(serviceSeries(cluster, service, load, region.beginsAt));
      for (const group of cluster.groups) this.add(groupSeries(cluster, group, load, region.beginsAt));
      this.add(insightsSeries(cluster, load, region.beginsAt));
    }
    this.add(replay.ownSeries(region.beginsAt));
    const services = region.clusters.flatMap((cluster) => cluster.services);
    const { beginsAt } = region;
    for (const balancer of region.balancing.balancers) {
      const behind = services.filter(({ plan }) => balancer.groups.some((group) => group.service === plan));
      this.add(loadBalancerSeries({ balancer, services: behind, traffic, from: beginsAt }));
    }
    for (const canary of region.canaries) {
      const service = services.find(({ plan }) => plan === canary.service);
      if (service) this.add(canarySeries(canary, service, traffic, beginsAt));
    }
    for (const state of region.databases) {
      const clients = services.filter((service) => service.plan.database === state.plan.id);
      this.add(databaseSeries({ state, clients, load, calendar: load.calendar, beginsAt: region.beginsAt }));
    }
  }

  add(series: Series[], name?: string): void {
    for (const one of series) this.replay.offer(one, [name, ...one.dimensions.map(({ Value }) => Value)]);
    for (const one of series) this.byKey.set(seriesKey(one.namespace, one.metricName, one.dimensions), one);
  }

  private refresh(): void {
    for (; this.knownHosts < this.region.hosts.length; this.knownHosts++) {
      const host = this.region.hosts[this.knownHosts];
      if (host) this.addHost(host);
    }
  }

  private addHost(host: HostState): void {
    const { load, region } = this;
    const name = host.standalone?.name;
    this.add(hostSeries(host, load, this.credits, region.beginsAt), name);
    this.add(volumeSeries(host, hostVolumes(region, host), load, this.bursts, region.beginsAt), name);
    this.add(agentSeries(host, load, region.beginsAt), name);
  }

  find(namespace: string, metricName: string, dimensions: Dimension[]): Series | undefined {
    this.refresh();
    return this.byKey.get(seriesKey(namespace, metricName, dimensions));
  }

  /** Series that lived within the two weeks before `now`. */
  list(now: Millis): Series[] {
    this.refresh();
    return [...this.byKey.values()].filter((series) => series.livesUntil() > now - 14 * DAY);
  }
}

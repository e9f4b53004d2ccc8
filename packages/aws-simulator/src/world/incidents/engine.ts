import { KINDS, resolveTime, ScenarioError, type Incident, type Scenario } from '../../scenarios/index.js';
import { Rng } from '../random.js';
import { Series, seriesKey } from '../metrics/series.js';
import { HostState } from '../simulation/host-state.js';
import { ClusterState, DatabaseState } from '../simulation/region-state.js';
import { ServiceState } from '../simulation/service-state.js';
import type { Millis } from '../types.js';
import { capacityIncidents } from './capacity-incidents.js';
import { databaseIncidents } from './database-incidents.js';
import type { AnyTarget, Hit, Place } from './hit.js';
import { metricIncidents } from './metric-incidents.js';
import { pick, select } from './selection.js';
import { jobIncidents, serviceIncidents } from './service-incidents.js';

/** What became of one occurrence of an incident. */
export interface IncidentRecord {
  scenario: string;
  index: number;
  kind: string;
  note?: string;
  accountId: string;
  region: string;
  at: Millis;
  until: Millis;
  /** ARNs, instance ids or series names it met. */
  targets: string[];
  parameters: Record<string, unknown>;
  /** Why it did nothing, or not all of it. */
  outcome?: string;
}

const HANDLERS = {
  ...serviceIncidents,
  ...jobIncidents,
  ...capacityIncidents,
  ...databaseIncidents,
  ...metricIncidents,
};
type AnyHandler = (hit: Hit<AnyTarget>, parameters: Record<string, unknown>) => string | void;

/** Places the incidents of scenarios into the regions' futures and keeps what became of them. */
export class IncidentEngine {
  readonly records: IncidentRecord[] = [];

  constructor(
    private readonly seed: number,
    private readonly places: Place[],
    private readonly startedAt: Millis,
  ) {}

  /** Throws ScenarioError for an incident that meets nothing and is not optional. */
  place(scenario: Scenario): void {
    scenario.incidents.forEach((incident, index) => {
      const candidates = this.places.map((place) => ({
        place,
        found: select(place, KINDS[incident.kind].target, incident.on, undefined),
      }));
      const met = candidates.filter(({ found }) => found.length > 0);
      if (met.length === 0 && !incident.optional && !this.comesLater(incident)) {
        throw new ScenarioError(`scenario ${scenario.name}`, [
          `incidents[${index}].on (${JSON.stringify(incident.on)}): no ${KINDS[incident.kind].target} of this fleet fits; ${this.known(incident)}, or write "optional: true"`,
        ]);
      }
      const places = met.length > 0 ? met.map(({ place }) => place) : incident.optional ? [] : this.places;
      for (const place of places) this.schedule(scenario, incident, index, place);
    });
  }

  /** Series of instances exist only once the instances do. */
  private comesLater(incident: Incident): boolean {
    const { namespace, instance, dimensions } = incident.on;
    return (
      KINDS[incident.kind].target === 'series' &&
      (instance !== undefined || namespace === 'AWS/EC2' || dimensions?.InstanceId !== undefined)
    );
  }

  private known(incident: Incident): string {
    const states = this.places.map((place) => place.simulation.context.state);
    const names = {
      service: () =>
        states.flatMap((state) =>
          state.clusters.flatMap((cluster) => cluster.services.map((service) => service.plan.name)),
        ),
      job: () =>
        states.flatMap((state) =>
          state.clusters.flatMap((cluster) => cluster.plan.jobs.map((job) => job.family)),
        ),
      cluster: () => states.flatMap((state) => state.clusters.map((cluster) => cluster.plan.name)),
      database: () => states.flatMap((state) => state.databases.map((database) => database.plan.id)),
      instance: () =>
        states.flatMap((state) => [
          ...state.clusters.flatMap((c) => c.groups.map((g) => `group ${g.plan.name}`)),
          ...state.plan.standalone.map((one) => one.name),
        ]),
      series: () => ['a metric and namespace as CloudWatch names them'],
    }[KINDS[incident.kind].target]();
    return `use one of ${[...new Set(names)].slice(0, 40).join(', ') || 'none (the fleet has none)'}`;
  }

  private schedule(scenario: Scenario, incident: Incident, index: number, place: Place): void {
    const { queue, state } = place.simulation.context;
    const first = resolveTime(incident.at, this.startedAt, scenario.timezone);
    const next = (at: Millis, occurrence: number): void => {
      queue.plan(at, (now) => {
        this.begin(scenario, incident, index, place, now, occurrence);
        if (incident.every !== undefined) next(at + incident.every, occurrence + 1);
      });
    };
    let at = first;
    let occurrence = 0;
    while (at < state.beginsAt && incident.every !== undefined) {
      at += incident.every;
      occurrence += 1;
    }
    if (at >= state.beginsAt) return next(at, occurrence);
    this.record(scenario, incident, index, place, at, []).outcome =
      'it lies before the history; make the history longer';
  }

  private begin(
    scenario: Scenario,
    incident: Incident,
    index: number,
    place: Place,
    at: Millis,
    occurrence: number,
  ): void {
    const key = `${scenario.name}|${index}|${occurrence}`;
    const rng = new Rng(this.seed, key);
    const found = select(place, KINDS[incident.kind].target, incident.on, at);
    const targets = pick(found, incident.on.pick, rng);
    const record = this.record(scenario, incident, index, place, at, targets.map(nameOf));
    const outcomes = new Set<string>();
    if (targets.length === 0) outcomes.add('nothing fitted the selector at that time');
    const handler = HANDLERS[incident.kind] as AnyHandler;
    for (const target of targets) {
      const hit: Hit<AnyTarget> = {
        ...place,
        target,
        at,
        until: at + (incident.duration ?? 0),
        hasDuration: incident.duration !== undefined,
        rng: new Rng(this.seed, `${key}|${nameOf(target)}`),
      };
      const outcome = handler(hit, incident.parameters);
      if (outcome !== undefined) outcomes.add(`${nameOf(target)}: ${outcome}`);
    }
    if (outcomes.size > 0) record.outcome = [...outcomes].join('; ');
  }

  private record(
    scenario: Scenario,
    incident: Incident,
    index: number,
    place: Place,
    at: Millis,
    targets: string[],
  ): IncidentRecord {
    const { accountId, region } = place.simulation.context.state.plan;
    const { kind, note, parameters } = incident;
    const until = at + (incident.duration ?? 0);
    const record: IncidentRecord = {
      scenario: scenario.name,
      index,
      kind,
      note,
      accountId,
      region,
      at,
      until,
      targets,
      parameters,
    };
    this.records.push(record);
    return record;
  }
}

function nameOf(target: AnyTarget): string {
  if (target instanceof ServiceState || target instanceof ClusterState || target instanceof DatabaseState)
    return target.plan.arn;
  if (target instanceof Series)
    return seriesKey(target.namespace, target.metricName, target.dimensions).replaceAll(
      /[\u0000\u0001]/g,
      ' ',
    );
  if ('host' in target && target.host instanceof HostState) return target.host.id;
  return 'job' in target ? target.job.family : '';
}

import type { MetricSeries, Region } from '../../../world/types.js';
import type { AwsRecord } from '../../../world/types.js';
import type { Operation } from '../../operation.js';
import { Params } from '../../request/params.js';
import { paginate } from '../../request/page.js';
import { looseStrings } from '../../request/record.js';
import { invalidValue, metricParams } from '../faults.js';

const PAGE = 500;
const MINUTE = 60_000;
/** A new metric appears up to 15 minutes after its first datapoint. */
const APPEARS = 15 * MINUTE;
/** `PT3H` is approximate: AWS says that it may hold what was silent for 50 minutes more. */
const RECENT = (180 + 50) * MINUTE;
const TWO_WEEKS = 14 * 24 * 60 * MINUTE;

interface Wanted {
  name: string;
  value?: string;
}

export const listMetrics: Operation = {
  service: 'monitoring',
  name: 'ListMetrics',
  bucket: () => ({ bucket: 'monitoring:list-metrics', cost: 1 }),
  resources: (input) => looseStrings(input, 'Namespace', 'MetricName'),
  run(call) {
    const params = new Params(call.input, metricParams);
    const namespace = params.string('Namespace');
    const metricName = params.string('MetricName');
    const dimensions = readWanted(call.input['Dimensions']);
    const recent = params.oneOf('RecentlyActive', ['PT3H']) !== undefined;
    params.boolean('IncludeLinkedAccounts');
    const owner = params.string('OwningAccount');
    const span = recent ? RECENT : TWO_WEEKS;
    const found = call.view
      .metricSeries()
      .filter((series) => namespace === undefined || series.namespace === namespace)
      .filter((series) => metricName === undefined || series.metricName === metricName)
      .filter((series) => dimensions.every((one) => has(series, one)))
      .filter(() => owner === undefined || owner === call.identity.accountId);
    const activity = activityOf(call.view);
    const listed = found.filter(
      (series) => call.now >= series.livesFrom + APPEARS && activity.publishedSince(series, call.now, span),
    );
    const page = paginate(listed, keyOf, {
      size: PAGE,
      token: params.string('NextToken'),
      context: JSON.stringify(['ListMetrics', namespace, metricName, dimensions, recent, owner]),
      invalid: () => invalidValue('The specified next token is invalid.'),
    });
    return { Metrics: page.items.map(metricOf), NextToken: page.token };
  },
};

function readWanted(list: unknown): Wanted[] {
  if (list === undefined || list === null || list === '') return [];
  if (!Array.isArray(list)) throw metricParams.type('Dimensions', 'list');
  if (list.length > 10) throw metricParams.tooMany('Dimensions', list.length, 10);
  return list.map((item: AwsRecord) => {
    const filter = new Params(item, metricParams);
    return { name: filter.requiredString('Name'), value: filter.string('Value') };
  });
}

function has({ dimensions }: MetricSeries, { name, value }: Wanted): boolean {
  return dimensions.some((one) => one.Name === name && (value === undefined || one.Value === value));
}

function keyOf({ namespace, metricName, dimensions }: MetricSeries): string {
  return JSON.stringify([namespace, metricName, dimensions]);
}

function metricOf({ namespace, metricName, dimensions }: MetricSeries): AwsRecord {
  return {
    Namespace: namespace,
    MetricName: metricName,
    Dimensions: dimensions.map((dimension) => ({ ...dimension })),
  };
}

/** When series last published, remembered so that each stretch of time is looked through once. */
class Activity {
  private readonly known = new WeakMap<
    MetricSeries,
    { checkedFrom: number; checkedTo: number; last: number }
  >();

  constructor(private readonly view: Region) {}

  publishedSince(series: MetricSeries, now: number, span: number): boolean {
    const slotMs = series.period * 1000;
    const newest = Math.floor(now / slotMs) * slotMs;
    const oldest = Math.max(series.livesFrom, now - span);
    const known = this.known.get(series) ?? { checkedFrom: newest, checkedTo: newest, last: -Infinity };
    const later = this.search(series, now, newest, known.checkedTo);
    if (later !== undefined) known.last = later;
    // The newest slots may be published yet.
    known.checkedTo = newest - RECENT;
    if (known.last < oldest && known.checkedFrom > oldest) {
      known.last = this.search(series, now, known.checkedFrom, oldest) ?? known.last;
      known.checkedFrom = oldest;
    }
    this.known.set(series, known);
    return known.last >= oldest;
  }

  /** The newest slot with a visible datapoint in [to, from], looking backwards. */
  private search(series: MetricSeries, now: number, from: number, to: number): number | undefined {
    const slotMs = series.period * 1000;
    for (let slot = Math.floor(from / slotMs) * slotMs; slot >= to; slot -= slotMs) {
      if (this.view.datapoint(series, slot) && this.view.visibleAt(series, slot) <= now) return slot;
    }
    return undefined;
  }
}

const activities = new WeakMap<Region, Activity>();

function activityOf(view: Region): Activity {
  const known = activities.get(view) ?? new Activity(view);
  activities.set(view, known);
  return known;
}

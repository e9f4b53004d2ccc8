export interface CallFigures {
  accountId: string;
  region: string;
  service: string;
  operation: string;
  /** Requests that arrived, whatever became of them. */
  calls: number;
  /** Of those, answered with an error, throttling included; and throttled alone. */
  errors: number;
  throttled: number;
  /** GetMetricData: MetricStat queries asked (the billed unit) and values answered. */
  metricsRequested: number;
  datapointsReturned: number;
}

/** Counts every AWS call, so that a client's own account of itself can be checked. */
export class Counters {
  private readonly rows = new Map<string, CallFigures>();

  row(accountId: string, region: string, service: string, operation: string): CallFigures {
    const key = `${accountId}|${region}|${service}|${operation}`;
    let row = this.rows.get(key);
    if (!row) {
      row = { accountId, region, service, operation, ...ZERO };
      this.rows.set(key, row);
    }
    return row;
  }

  list(): CallFigures[] {
    return [...this.rows.values()].map((row) => ({ ...row }));
  }
}

const ZERO = { calls: 0, errors: 0, throttled: 0, metricsRequested: 0, datapointsReturned: 0 };

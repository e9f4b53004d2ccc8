import { Report } from '../lib/report.ts';
import { watch } from '../alerts/watch.ts';
import { watchFleet } from '../tasks/watched-fleet.ts';

const START = Date.UTC(2026, 10, 24, 3, 0);

/** Tasks of so many services of production begin to crash within the same minute. */
export async function checkStorm(report: Report, url: string, services: number): Promise<void> {
  const scenario = {
    name: 'storm',
    incidents: [
      {
        kind: 'crash-loop',
        at: '+3m',
        duration: '15m',
        on: { environment: 'prod', service: '*', pick: services },
        parameters: { seconds: [15, 60], exitCode: 1 },
      },
    ],
  };
  const fleet = await watchFleet(
    {
      services: Math.ceil(services * 1.6),
      tasks: services * 4,
      instances: Math.ceil(services / 3),
      startAt: START,
      scenarios: [scenario],
    },
    url,
  );
  try {
    const { fired, told } = await watch(fleet, { minutes: 7, metrics: false });
    const { rows } = await fleet.connection.pool.query<{ open: number; alerts: number; subjects: number }>(
      `SELECT count(*)::int AS open, max(alerts)::int AS alerts, max(subjects)::int AS subjects FROM incident WHERE state <> 'merged'`,
    );
    const [seen] = rows;
    const subjects = new Set(fired.map(({ subject }) => subject));
    report.figure('  services that failed together, and had an alert', `${services}, ${subjects.size}`);
    report.check(
      `${services} services that fail together are one incident`,
      seen?.open === 1 && subjects.size >= services * 0.9,
      `${seen?.open} incidents of up to ${seen?.alerts} alerts of ${seen?.subjects} resources`,
    );
    const keys = new Set(told.filter(({ event }) => event === 'fired').map(({ key }) => key));
    report.check(
      'and one notification',
      keys.size === 1,
      told.map(({ title, at }) => `${title} (${(at - START) / 1000} s)`).join('; '),
    );
  } finally {
    await fleet.close();
  }
}

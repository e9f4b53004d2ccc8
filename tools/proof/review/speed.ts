import { connect, createTestDatabase } from '../../../prisma/dist/index.js';
import type { Report } from '../lib/report.ts';
import { getJson } from '../lib/stack.ts';
import { startApi } from '../query/api.ts';
import { fill } from './bulk.ts';

const LIMIT_SECONDS = 10;
/** On a busy machine: so many times the bare SQL of the same hours. */
const GOAL_RATIO = 6;
const DAY = 86_400_000;

/** The review of a week that has ended, with the three before it: nothing of it is kept from an earlier request. */
export async function checkSpeed(report: Report, services: number): Promise<void> {
  const database = await createTestDatabase();
  const { pool, close } = await connect({ databaseUrl: database.url, applicationName: 'danji-proof-review' });
  try {
    const now = Date.now();
    report.figure('rows of hours', await fill(pool, services, 37, now));
    const api = await startApi(database.url);
    try {
      const { items } = await getJson<{ items: { week: string; from: string; to: string }[] }>(
        `${api.url}/reports/capacity/weeks`,
      );
      const [, last] = items;
      if (last === undefined) throw new Error('no week has ended');
      const bare = await seconds(() => bareHours(pool, last));
      const computed = await seconds(async () => {
        const review = await getJson<{ services: { figures: { p95: number | null }[] }[] }>(
          `${api.url}/reports/capacity?week=${last.week}`,
        );
        const known = review.services.filter((row) => row.figures.every((one) => one.p95 !== null));
        if (known.length !== services)
          throw new Error(`${known.length} of ${services} services have figures`);
      });
      const again = await seconds(() => getJson(`${api.url}/reports/capacity?week=${last.week}&team=team-1`));
      report.figure('the same narrowed to a team, computed before', `${again.toFixed(2)} s`);
      const ratio = computed / bare;
      report.check(
        `${services} services x 4 weeks are computed within ${LIMIT_SECONDS} s, or within ${GOAL_RATIO} of the bare SQL`,
        computed <= LIMIT_SECONDS || ratio <= GOAL_RATIO,
        `${computed.toFixed(2)} s; bare SQL of its hours ${bare.toFixed(2)} s, ratio ${ratio.toFixed(1)}`,
      );
    } finally {
      await api.stop();
    }
  } finally {
    await close();
    await database.drop();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The rows that the review stands on, fetched and dropped. */
async function bareHours(
  pool: Awaited<ReturnType<typeof connect>>['pool'],
  { to }: { to: string },
): Promise<void> {
  const end = Date.parse(to);
  const days = Array.from({ length: 29 }, (_, i) => new Date(end - i * DAY).toISOString().slice(0, 10));
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM series ORDER BY id');
  for (let i = 0; i < rows.length; i += 600) {
    await pool.query(
      `SELECT series_id, day, counts::text, sums::text, mins::text, maxs::text FROM metric_days
        WHERE day = ANY($1::date[]) AND series_id = ANY($2::int[])`,
      [days, rows.slice(i, i + 600).map((row) => row.id)],
    );
  }
}

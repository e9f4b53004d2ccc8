/** Who makes a host slow: ten noisy neighbours, read by the real collection, and the culprit is first in nine. */
import { startSimulator, type Simulator } from '../../packages/aws-simulator/dist/index.js';
import { createTestDatabase } from '../../prisma/dist/index.js';
import { openTestServer } from '../test/database.mjs';
import { calibrate } from './lib/calibrate.ts';
import { Report } from './lib/report.ts';
import { getJson, waitFor } from './lib/stack.ts';
import { startApi } from './query/api.ts';
import { VARIANTS, VICTIM, type Variant } from './neighbour/variants.ts';

const short = process.argv.includes('--short');
const report = new Report('neighbour');
/** Small, and each with a host on which the culprit lives beside a service behind a load balancer. */
const FLEET = { historyDays: 1, clusters: 3, services: 18, tasks: 40, instances: 7, databases: 1 };
const PATIENCE_SECONDS = 180;
const ASK_AGAIN_MS = 1_500;
/** So many accounts at once are what one small machine collects in half a minute. */
const TOGETHER = 3;
/** Variants draw from seeds of their own: every account is another. */
const STRIDE = 20;
const MOST_SEEDS = 400;

interface Scene {
  variant: Variant;
  simulator: Simulator;
  instance: string;
}

interface Usage {
  state: string;
  hostCpu: (number | null)[] | null;
  onset: { at: string; by: string } | null;
  victims: { name: string }[];
  suspects: { name: string; resource: string; growth: number; since: string }[];
}

/** The first fleet from a seed on in which the culprit shares an instance with those that the variant needs. */
async function stage(variant: Variant, seed: number): Promise<Scene> {
  const scenario = { name: 'neighbour', incidents: variant.incidents };
  for (let next = seed; next < seed + MOST_SEEDS; next += STRIDE) {
    const simulator = await startSimulator({ ...FLEET, seed: next, scenarios: [scenario] });
    const instance = sharedInstance(simulator, [variant.culprit, VICTIM, ...(variant.beside ?? [])]);
    if (instance !== undefined) return { variant, simulator, instance };
    await simulator.close();
  }
  throw new Error(`no fleet puts what "${variant.name}" needs on one host`);
}

/** An EC2 instance that runs tasks of all the services. */
function sharedInstance({ world }: Simulator, services: readonly string[]): string | undefined {
  const region = world.region(world.accounts()[0] ?? '', 'ap-northeast-2');
  const cluster = region?.clusters().find(({ clusterName }) => clusterName === 'prod-kr-ec2');
  const arn = String(cluster?.['clusterArn']);
  const tasks = (region?.tasks(arn) ?? []).filter(({ lastStatus }) => lastStatus === 'RUNNING');
  const runs = (host: unknown, service: string): boolean =>
    tasks.some((task) => task['containerInstanceArn'] === host && task['group'] === `service:${service}`);
  const host = region
    ?.containerInstances(arn)
    .find(({ containerInstanceArn }) => services.every((service) => runs(containerInstanceArn, service)));
  return host && String(host['ec2InstanceId']);
}

/** Asks until the history of the host is there, as it is back-filled; then the answer counts. */
async function judge(api: string, { instance }: Scene): Promise<Usage> {
  return waitFor(`the history of ${instance}`, PATIENCE_SECONDS, async () => {
    const found = await getJson<{ items: { id: string }[] }>(
      `${api}/resources?kind=ec2_instance&q=${instance}&limit=5`,
    );
    const id = found.items[0]?.id;
    if (id === undefined) return undefined;
    const usage = await getJson<Usage>(`${api}/resources/${id}/usage`);
    const known = usage.hostCpu?.filter((value) => value !== null).length ?? 0;
    if (usage.state === 'known' && known > 160 && usage.victims.length > 0) return usage;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    throw new Error(`${usage.state}, ${known} minutes of its CPU, ${usage.victims.length} victims`);
  });
}

/** One Danji over the accounts of some variants. @returns in how many of them the culprit is first */
async function together(databaseUrl: string, variants: readonly Variant[], seed: number): Promise<number> {
  const scenes = await Promise.all(variants.map((variant, i) => stage(variant, seed + i)));
  const scopes = scenes.map(({ simulator }, i) => ({
    name: `variant-${seed + i}`,
    regions: ['ap-northeast-2'],
    endpoint: simulator.url,
  }));
  const api = await startApi(databaseUrl, {
    DANJI_ROLE: 'all',
    DANJI_SCOPES: JSON.stringify(scopes),
    AWS_ACCESS_KEY_ID: 'AKIASIM',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  let first = 0;
  try {
    for (const scene of scenes) if (tell(scene.variant, await judge(api.url, scene))) first += 1;
  } finally {
    await api.stop();
    await Promise.all(scenes.map(({ simulator }) => simulator.close()));
  }
  return first;
}

function tell({ name, culprit }: Variant, { suspects, victims, onset }: Usage): boolean {
  const [suspect, second] = suspects;
  const right = suspect?.name === culprit;
  report.figure(
    `${right ? 'first ' : 'MISSED'} ${name}`,
    `${suspect?.name ?? 'nobody'} (${suspect?.resource ?? '-'}, ${Math.round(100 * (suspect?.growth ?? 0))} % of the host), ` +
      `then ${second?.name ?? 'nobody'}; ${victims.map((victim) => victim.name).join(', ')} slower since ${onset?.at.slice(11, 16)}`,
  );
  return right;
}

async function prove(): Promise<void> {
  const variants = short ? VARIANTS.slice(0, TOGETHER) : VARIANTS;
  const begun = performance.now();
  let first = 0;
  for (let i = 0; i < variants.length; i += TOGETHER) {
    const database = await createTestDatabase();
    try {
      first += await together(database.url, variants.slice(i, i + TOGETHER), i + 1);
    } finally {
      await database.drop();
    }
  }
  report.figure('seconds', ((performance.now() - begun) / 1000).toFixed(1));
  const wanted = short ? variants.length : 9;
  report.check(
    `the culprit is first in ${wanted} of ${variants.length} variants`,
    first >= wanted,
    `${first} of ${variants.length}`,
  );
}

let code = 1;
calibrate();
const server = await openTestServer();
process.env['DATABASE_URL'] = server.url;
try {
  await prove();
  code = report.end();
} catch (cause) {
  console.error(cause);
  console.log('FAIL neighbour: the proof could not run');
} finally {
  await server.stop();
}
process.exit(code);

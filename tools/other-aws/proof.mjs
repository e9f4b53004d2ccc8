/** Another AWS than ours: with AWS_ENDPOINT_URL at a moto server, Danji shows exactly what is there. `--short` is the same run. */
import { Report } from '../proof/lib/report.ts';
import { getJson, startStack, waitFor } from '../proof/lib/stack.ts';
import { Moto } from './moto.ts';

const report = new Report('other-aws');

/** AWS's own name of a resource, from its ARN. */
const NATIVE = {
  load_balancer: (arn) => arn.split('loadbalancer/')[1],
  target_group: (arn) => arn.split(':').at(-1),
  log_group: (arn) => arn.split(':log-group:')[1],
  auto_scaling_group: (arn) => arn.split('autoScalingGroupName/')[1],
  alarm: (arn) => arn.split(':alarm:')[1],
};
const nativeOf = (kind, arn) => (NATIVE[kind] ?? ((text) => text.split(/[/:]/).at(-1)))(arn);

/** Asked only when a person or another answer calls for them, so they may stay untested here. */
const ON_REQUEST =
  /^(logs:(GetLogEvents|DescribeLogStreams)|cloudwatch:(GetMetricStatistics|ListMetrics)|pi:|ecs:(DescribeService|DescribeTaskSets|GetTaskProtection|DescribeContainerInstances)|ec2:DescribeSpotPriceHistory|elasticloadbalancing:DescribeRules)/;

async function listed(api, kind) {
  if (kind === 'ecs_task') {
    const { items } = await getJson(`${api}/tasks?limit=500&from=now-24h&to=now`);
    return items.map((task) => task.taskId ?? nativeOf(kind, task.arn)).sort();
  }
  const { items } = await getJson(`${api}/resources?kind=${kind}&limit=500`);
  return items.map((item) => nativeOf(kind, item.arn)).sort();
}

async function checkResources(api, seeded) {
  const all = Object.entries(seeded.resources);
  const read = async () =>
    new Map(await Promise.all(all.map(async ([kind]) => [kind, await listed(api, kind)])));
  const shown = await waitFor('every resource to be listed', 120, async () => {
    const found = await read();
    return all.every(([kind, wanted]) => found.get(kind).length >= wanted.length) ? found : undefined;
  }).catch(read);
  for (const [kind, wanted] of all) {
    const found = shown.get(kind);
    const missing = wanted.filter((name) => !found.includes(name));
    const extra = found.filter((name) => !wanted.includes(name));
    report.check(
      `${kind}: exactly those that are there`,
      missing.length === 0 && extra.length === 0 && wanted.length > 0,
      missing.length + extra.length === 0
        ? `${found.length} of ${wanted.length}`
        : `missing ${missing.join(', ') || 'none'}; not there: ${extra.join(', ') || 'none'}`,
    );
  }
}

const KIND_OF = { service: 'ecs_service', instance: 'ec2_instance', database: 'rds_instance' };

async function checkMetric(api, { kind, name, metric, points }) {
  const { items } = await getJson(`${api}/resources?kind=${KIND_OF[kind]}&q=${name}&limit=5`);
  const resource = items.find((item) => item.name === name);
  const from = new Date(Date.parse(points[0][0]) - 600_000).toISOString();
  const to = new Date(Date.parse(points.at(-1)[0]) + 300_000).toISOString();
  const query = new URLSearchParams({
    resource: resource.id,
    metric,
    stat: 'Average',
    from,
    to,
    points: '1500',
  });
  const compare = async () => {
    const answer = await getJson(`${api}/metrics/query?${query}`);
    const { values, period } = answer.series[0];
    const wanted = averages(points, period);
    const seen = answer.t.flatMap((at, i) => (values[i] == null ? [] : [[Date.parse(at), values[i]]]));
    const equal = seen.filter(([at, value]) => wanted.get(at) === Math.fround(value)).length;
    return { equal, others: seen.length - equal, wanted: wanted.size, period };
  };
  const seen = await waitFor(`${metric} of ${name}`, 120, async () => {
    const found = await compare();
    return found.equal === found.wanted ? found : undefined;
  }).catch(compare);
  report.check(
    `${metric} of ${name}: exactly the values that were put`,
    seen.equal === seen.wanted && seen.others === 0,
    `${seen.equal} of ${seen.wanted} equal, ${seen.others} others, period ${seen.period} s`,
  );
}

/** What CloudWatch makes of points at a period: epoch ms of its start -> the mean, as float32 is stored. */
function averages(points, period) {
  const groups = new Map();
  for (const [at, value] of points) {
    const start = Math.floor(Date.parse(at) / 1000 / period) * period * 1000;
    groups.set(start, [...(groups.get(start) ?? []), value]);
  }
  return new Map(
    [...groups].map(([at, some]) => [at, Math.fround(some.reduce((a, b) => a + b, 0) / some.length)]),
  );
}

async function checkPermissions(api, moto) {
  const read = async () => (await getJson(`${api}/collection/permissions`)).items;
  const implemented = moto.implemented((await read()).map(({ action }) => action));
  const settled = (items) =>
    items.every(
      ({ action, status }) =>
        ON_REQUEST.test(action) || (implemented[action] ? status === 'allowed' : status === 'unsupported'),
    );
  const items = await waitFor('every action to be tried', 240, async () => {
    const found = await read();
    return settled(found) ? found : undefined;
  }).catch(read);
  const wrong = items.filter(
    ({ action, status }) =>
      (status === 'unsupported') === implemented[action] &&
      !(status === 'untested' && ON_REQUEST.test(action)),
  );
  const unsupported = items.filter(({ status }) => status === 'unsupported');
  report.check(
    'every action that it lacks is listed as unsupported, and no other',
    wrong.length === 0 && unsupported.length > 0,
    wrong.length === 0
      ? `${unsupported.length} unsupported: ${unsupported.map(({ action }) => action).join(', ')}`
      : wrong.map(({ action, status }) => `${action} ${status}`).join(', '),
  );
  report.check(
    'each of them says what it affects',
    unsupported.every(({ affects }) => affects.length > 0),
    `${unsupported.filter(({ affects }) => affects.length > 0).length} of ${unsupported.length}`,
  );
}

async function checkCalm(stack) {
  const status = await getJson(`${stack.api}/collection`);
  const jobs = status.scopes.flatMap(({ jobs: all }) => all);
  const failed = jobs.filter(({ lastStatus }) => lastStatus === 'failed');
  report.check(
    'no job fails',
    failed.length === 0,
    jobs.map((job) => `${job.job} ${job.lastStatus}`).join(', '),
  );
  const odd = jobs.flatMap(({ message }) =>
    (message ?? '')
      .split('; ')
      .filter((part) => part !== '' && !/unsupported|Refused|no answer of AWS/.test(part)),
  );
  report.check(
    'nothing else is missing',
    odd.length === 0,
    odd.slice(0, 3).join(' | ') || 'no other message',
  );
  const ready = await fetch(`${stack.api}/health/ready`);
  report.check('nothing crashed', ready.ok && stack.process.exitCode === null, `ready ${ready.status}`);
}

let code = 1;
let moto;
let stack;
try {
  moto = await Moto.start();
  const seeded = moto.seed();
  stack = await startStack({
    env: {
      DANJI_MODE: 'aws',
      DANJI_POLL_SECONDS: '60',
      AWS_ENDPOINT_URL: moto.url,
      AWS_REGION: moto.region,
      AWS_ACCESS_KEY_ID: 'AKIAOTHERAWS0000001',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    },
  });
  await checkResources(stack.api, seeded);
  for (const metric of seeded.metrics) await checkMetric(stack.api, metric);
  await checkPermissions(stack.api, moto);
  await checkCalm(stack);
  code = report.end();
} catch (cause) {
  console.error(cause);
  console.log('FAIL other-aws: the proof could not run');
} finally {
  await stack?.stop();
  moto?.stop();
}
process.exit(code);

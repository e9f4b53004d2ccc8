import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { KINDS, parseScenario, readReplay, resolveTime } from '../../src/scenarios/index.js';
import { average, date, DAY, fleet, HOUR, MINUTE, number, series, STARTED_AT, text } from './fleet.js';

const builtin = new URL('../../src/scenarios/builtin/', import.meta.url);
const incident = (more: object) => ({
  name: 'x',
  incidents: [{ kind: 'traffic', at: '-1h', on: { service: '*' }, ...more }],
});
const complaint = (document: unknown) => {
  try {
    parseScenario(document, 'my.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  return 'no complaint';
};

describe('scenario files', () => {
  it('name file, path, value and remedy of what is wrong', () => {
    expect(complaint(incident({ kind: 'meteor' }))).toMatch(
      /^my\.yaml: incidents\[0\]\.kind \("meteor"\): "meteor" is no kind of incident; use one of deployment, /,
    );
    expect(complaint(incident({ at: 'yesterday' }))).toMatch(
      /^my\.yaml: incidents\[0\]\.at \("yesterday"\): .*write "-2h"/,
    );
    expect(complaint(incident({ duration: 'long' }))).toMatch(
      /incidents\[0\]\.duration \("long"\): .*such as "90s"/,
    );
    expect(complaint(incident({ parameters: { factor: 'big' } }))).toMatch(
      /incidents\[0\]\.parameters\.factor \("big"\): .*expected number.*docs\/simulator\.md/,
    );
    expect(complaint(incident({ parameters: { speed: 2 } }))).toMatch(
      /speed is not a parameter of traffic; it has factor, ramp/,
    );
    expect(complaint(incident({ wher: 1 }))).toMatch(/incidents\[0\]: wher is not known here/);
    expect(complaint({ incidents: [] })).toMatch(/name \(missing\)/);
    expect(complaint({ name: 'x', timezone: 'Asia/Soul' })).toMatch(
      /timezone \("Asia\/Soul"\): .*Asia\/Seoul/,
    );
    expect(complaint('hello')).toMatch(/^my\.yaml: the document \("hello"\)/);
  });

  it('refuse a selector that meets nothing, and name what there is', () => {
    const nothing = () =>
      fleet([{ kind: 'failover', at: '-1h', on: { database: 'nope' } }], { historyDays: 0 });
    expect(nothing).toThrow(
      /incidents\[0\]\.on .*no database of this fleet fits; use one of orders-db, .*optional: true/,
    );
    expect(() =>
      fleet([{ kind: 'failover', at: '-1h', on: { database: 'nope' }, optional: true }], { historyDays: 0 }),
    ).not.toThrow();
    expect(() =>
      fleet([{ kind: 'instance-lost', at: '-1h', on: { group: 'nope' } }], { historyDays: 0 }),
    ).toThrow(/no instance of this fleet fits/);
  });

  it('know relative, local and absolute times', () => {
    expect(resolveTime('-1h30m', STARTED_AT, 'Asia/Seoul')).toBe(STARTED_AT - 90 * MINUTE);
    expect(resolveTime('+10m', STARTED_AT, 'Asia/Seoul')).toBe(STARTED_AT + 10 * MINUTE);
    expect(resolveTime('-1d 14:05', STARTED_AT, 'Asia/Seoul')).toBe(Date.parse('2026-11-22T14:05:00+09:00'));
    expect(resolveTime('0d 09:00', STARTED_AT, 'America/New_York')).toBe(
      Date.parse('2026-11-23T09:00:00-05:00'),
    );
    expect(resolveTime('-30d 09:00', STARTED_AT, 'America/New_York')).toBe(
      Date.parse('2026-10-24T09:00:00-04:00'),
    );
    expect(resolveTime('2026-11-20T01:02:03Z', STARTED_AT, 'UTC')).toBe(Date.parse('2026-11-20T01:02:03Z'));
  });

  it('that come with the simulator are valid and happen', () => {
    const names = readdirSync(builtin).filter((name) => name.endsWith('.yaml'));
    expect(names).toEqual(expect.arrayContaining(['demo.yaml', 'quiet.yaml']));
    for (const name of names) {
      const scenario = parseScenario(parse(readFileSync(new URL(name, builtin), 'utf8')), name);
      expect(`${scenario.name}.yaml`).toBe(name);
      const { incidents } = parse(readFileSync(new URL(name, builtin), 'utf8')) as { incidents: object[] };
      const lived = fleet(incidents, { historyDays: name === 'demo.yaml' ? 13 : 1 });
      const records = lived.truth().incidents ?? [];
      expect(records.filter((record) => record.outcome !== undefined)).toEqual([]);
      expect(records.length).toBeGreaterThanOrEqual(incidents.length);
    }
  });

  it('can place every kind there is', () => {
    const on: Record<string, object> = {
      service: { cluster: 'prod-kr', service: 'checkout-api' },
      job: { job: 'cart-cleanup' },
      instance: { spot: true, pick: 1 },
      cluster: { cluster: 'prod-kr' },
      database: { database: 'orders-db-replica' },
      series: { metric: 'ReadIOPS', database: 'orders-db' },
    };
    const needed: Record<string, object> = {
      'bad-deployment': { fault: 'crash' },
      'rollout-strategy': { strategy: 'LINEAR' },
      'service-event': { message: 'hello.' },
      'log-lines': { message: 'hello' },
      scale: { desired: 3 },
      'scaling-bounds': { min: 1, max: 4 },
      'storage-fill': { gib: 1 },
      'storage-change': { gib: 900 },
      'database-status': { status: 'maintenance' },
      metric: { mode: 'add', value: 5 },
    };
    const incidents = Object.entries(KINDS).map(([kind, { target }], i) => ({
      kind,
      at: `-${20 + i * 13}m`,
      on: on[target],
      parameters: needed[kind] ?? {},
    }));
    const lived = fleet(incidents, { historyDays: 1 });
    const records = lived.truth().incidents ?? [];
    expect(records.map((record) => record.kind).sort()).toEqual(Object.keys(KINDS).sort());
    expect(records.filter((record) => record.outcome !== undefined)).toEqual([]);
    expect(records.every((record) => (record.targets as string[]).length === 1)).toBe(true);
  });

  it('repeat, pick at random but always the same, and say when they lie before the history', () => {
    const make = () =>
      fleet([
        {
          kind: 'stop-tasks',
          at: '-20h',
          every: '5h',
          on: { cluster: 'prod-kr', service: '*', pick: 2 },
          parameters: { count: 1, reason: 'tidy' },
        },
        { kind: 'traffic', at: '-30d', on: { service: '*' } },
      ]);
    const first = make();
    const [early, ...rest] = (first.truth().incidents ?? []).sort((a, b) => date(a.at) - date(b.at));
    expect(early?.outcome).toBe('it lies before the history; make the history longer');
    expect(rest.map((record) => (STARTED_AT - date(record.at)) / HOUR)).toEqual([20, 15, 10, 5, 0]);
    for (const record of rest) expect(record.targets).toHaveLength(2);
    expect(make().truth().incidents).toEqual(first.truth().incidents);
    const stopped = (first.truth().tasks ?? []).filter((task) => task.stoppedReason === 'tidy');
    expect(stopped.length).toBeGreaterThanOrEqual(8);
    expect(stopped.every((task) => task.stopCode === 'UserInitiated')).toBe(true);
  });

  it('are documented: every kind and every parameter has its line in docs/simulator.md', () => {
    const docs = readFileSync(new URL('../../../../docs/simulator.md', import.meta.url), 'utf8');
    const missing = Object.entries(KINDS).flatMap(([kind, { parameters }]) => {
      const section = docs.split('\n').find((line) => line.startsWith(`| \`${kind}\` |`)) ?? '';
      return ['', ...Object.keys(parameters.shape)]
        .filter((name) => !section.includes(name === '' ? kind : `\`${name}\``))
        .map((name) => `${kind} ${name}`);
    });
    expect(missing).toEqual([]);
  });
});

describe('recordings', () => {
  const directory = mkdtempSync(join(tmpdir(), 'danji-replay-'));
  const rows = Array.from(
    { length: 288 },
    (_, i) =>
      `${new Date(Date.UTC(2020, 0, 1) + i * 300_000).toISOString().slice(0, 19).replace('T', ' ')},${i}`,
  );
  writeFileSync(join(directory, 'ec2_cpu_utilization_aaa.csv'), ['timestamp,value', ...rows].join('\n'));
  writeFileSync(
    join(directory, 'checkout-api.MemoryUtilization.csv'),
    ['timestamp,value', ...rows].join('\n'),
  );
  writeFileSync(
    join(directory, 'grok.csv'),
    ['timestamp,value', ...rows.slice(0, 50), ...rows.slice(100)].join('\n'),
  );

  it('drive the series that their names say, end where the history began to be lived, and repeat', () => {
    const played = fleet([], { replayDir: directory, historyDays: 2 });
    const memory = series(played.region, 'AWS/ECS', 'MemoryUtilization', [
      { Name: 'ClusterName', Value: 'prod-kr' },
      { Name: 'ServiceName', Value: 'checkout-api' },
    ]);
    expect(average(played.region, memory, STARTED_AT - 5 * MINUTE)).toBe(287);
    expect(average(played.region, memory, STARTED_AT - 10 * MINUTE)).toBe(286);
    expect(average(played.region, memory, STARTED_AT - DAY)).toBe(0);
    expect(average(played.region, memory, STARTED_AT - DAY - 5 * MINUTE)).toBe(287);
    const first = text(played.region.instances()[0]?.InstanceId);
    const cpu = series(played.region, 'AWS/EC2', 'CPUUtilization', [{ Name: 'InstanceId', Value: first }]);
    expect(average(played.region, cpu, STARTED_AT - 15 * MINUTE)).toBe(285);
    const own = series(played.region, 'Replay', 'grok', [{ Name: 'File', Value: 'grok.csv' }]);
    expect(number(average(played.region, own, STARTED_AT - DAY + 40 * 300_000))).toBe(40);
    expect(average(played.region, own, STARTED_AT - DAY + 80 * 300_000)).toBeUndefined();
  });

  it('name file, line and value of what cannot be read', () => {
    const broken = mkdtempSync(join(tmpdir(), 'danji-replay-'));
    expect(() => readReplay(broken)).toThrow(/there is no \.csv file/);
    writeFileSync(join(broken, 'a.csv'), 'timestamp,value\n2020-01-01 00:00:00,1\nsoon,2\n');
    expect(() => readReplay(broken)).toThrow(/a\.csv: line 3: "soon" is no time/);
    writeFileSync(join(broken, 'a.csv'), 'timestamp,value\n2020-01-01 00:00:00,1\n2020-01-01 00:05:00,\n');
    expect(() => readReplay(broken)).toThrow(/line 3: "" is no number/);
  });
});

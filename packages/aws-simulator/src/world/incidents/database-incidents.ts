import type { DATABASE_KINDS } from '../../scenarios/kinds/database-kinds.js';
import { MINUTE, SECOND } from '../calendar.js';
import { databaseChanged } from '../trail/database-calls.js';
import type { Effect } from '../metrics/effects.js';
import { maximumConnections } from '../plan/database-pools.js';
import type { DatabaseState } from '../simulation/region-state.js';
import type { Handlers, Hit } from './hit.js';

type DatabaseHit = Hit<DatabaseState>;

function effect(hit: DatabaseHit, name: Effect['name'], value: number, ramp: Effect['ramp']): void {
  hit.target.effects.add({ name, value, ramp, from: hit.at, to: hit.until });
}

/** Writes `gib` over the incident; what was written stays until `release` gives it back within a quarter of an hour. */
function write(hit: DatabaseHit, name: 'storage-gib' | 'slot-lag-gib', gib: number, release: boolean): void {
  effect(hit, name, gib, 'rise');
  if (!release) return;
  hit.target.effects.add({ name, value: -gib, ramp: 'rise', from: hit.until, to: hit.until + 15 * MINUTE });
}

function trailOf({ simulation }: DatabaseHit) {
  return simulation.context.state.trail;
}

/** What the incidents of databases do. */
export const databaseIncidents: Handlers<keyof typeof DATABASE_KINDS> = {
  'storage-fill': (hit, { gib, toFreePercent, releaseAfter }) => {
    const free = hit.simulation.freeStorageGiB(hit.target, hit.at);
    const wanted = toFreePercent === undefined ? gib : free - (hit.target.allocatedGiB * toFreePercent) / 100;
    if (wanted === undefined) return 'neither gib nor toFreePercent was given';
    if (wanted <= 0) return `only ${free.toFixed(1)} GiB were free`;
    write(hit, 'storage-gib', wanted, releaseAfter);
    return undefined;
  },
  connections: (hit, { count, ramp }) => {
    effect(hit, 'connections', count, ramp);
    if (count < maximumConnections(hit.target.plan)) return;
    const message = 'FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute';
    hit.target.logEffects.push({
      from: hit.at,
      to: hit.until,
      perMinute: 40,
      level: 'fatal',
      message,
      stack: false,
    });
  },
  failover: (hit, { seconds }) => {
    databaseChanged(trailOf(hit), hit.target, hit.at, 'RebootDBInstance', { forceFailover: true });
    hit.simulation.databases.failover(hit.target, hit.at, seconds);
  },
  restart: (hit, { seconds }) => {
    const { target, at, simulation } = hit;
    databaseChanged(trailOf(hit), target, at, 'RebootDBInstance', {});
    const ends = at + Math.round(seconds * SECOND);
    target.effects.add({ name: 'down', value: 1, ramp: 'step', from: at, to: ends });
    simulation.databases.tellRestart(target, at, ends);
    simulation.databases.hold(target, 'rebooting', at, ends);
  },
  'replica-lag': (hit, { seconds, ramp }) => {
    if (!hit.target.plan.replicaOf) return 'the database is not a replica';
    return effect(hit, 'replica-lag', seconds, ramp);
  },
  'database-cpu': (hit, { factor, ramp }) => effect(hit, 'cpu', factor, ramp),
  'database-load': (hit, { factor, ramp }) => effect(hit, 'demand', factor, ramp),
  'database-latency': (hit, { factor, ramp }) => effect(hit, 'latency', factor, ramp),
  'database-iops': (hit, { factor, ramp }) => effect(hit, 'iops', factor, ramp),
  'database-memory': (hit, { factor, swapGib, ramp }) => {
    effect(hit, 'freeable-memory', factor, ramp);
    effect(hit, 'swap-gib', swapGib, ramp);
  },
  'replication-slot': (hit, { gib }) => write(hit, 'slot-lag-gib', gib, true),
  'transaction-ids': (hit, { ids }) => effect(hit, 'transaction-ids', ids, 'rise'),
  'storage-change': (hit, { gib }) => {
    if (gib <= hit.target.allocatedGiB)
      return `the storage was ${hit.target.allocatedGiB} GiB already and never shrinks`;
    databaseChanged(trailOf(hit), hit.target, hit.at, 'ModifyDBInstance', {
      allocatedStorage: gib,
      applyImmediately: true,
    });
    return hit.simulation.databases.grow(hit.target, gib, hit.at);
  },
  'database-status': (hit, { status }) =>
    hit.simulation.databases.hold(hit.target, status, hit.at, hit.until),
  'slow-statement': (hit, { statement, milliseconds, perMinute, load }) => {
    hit.target.statementEffects.push({ from: hit.at, to: hit.until, statement, milliseconds, perMinute });
    return effect(hit, 'cpu', load, 'step');
  },
  deadlocks: (hit, { perMinute }) => {
    hit.target.lockEffects.push({ from: hit.at, to: hit.until, perMinute });
  },
  'database-log': (hit, { message, perMinute }) => {
    hit.target.logEffects.push({
      from: hit.at,
      to: hit.until,
      perMinute,
      level: 'info',
      message,
      stack: false,
    });
  },
};

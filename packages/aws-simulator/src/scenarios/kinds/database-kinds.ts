import { z } from 'zod';
import { factor, kind, ramp, seconds, text } from './parts.js';

const shape = ramp.default('bell').describe('step, rise or bell');

/** Incidents of RDS instances. */
export const DATABASE_KINDS = {
  'storage-fill': kind('database', {
    summary:
      'Storage fills over the duration and stays filled; at nothing left the status is `storage-full`.',
    duration: '6h',
    parameters: {
      gib: z.number().positive().optional().describe('GiB written over the duration'),
      toFreePercent: z
        .number()
        .min(0)
        .max(100)
        .optional()
        .describe('instead: percent of the disk left free at the end'),
      releaseAfter: z
        .boolean()
        .default(false)
        .describe('whether the space is given back at the end (temporary files)'),
    },
  }),
  connections: kind('database', {
    summary: 'Connections beyond the pools, up to the maximum of the class.',
    duration: '25m',
    parameters: { count: z.number().positive().default(400).describe('connections added'), ramp: shape },
  }),
  failover: kind('database', {
    summary: 'A Multi-AZ failover: no connections for a while, zones swapped, a cold cache for minutes.',
    parameters: { seconds: seconds.default(75).describe('time without connections') },
  }),
  restart: kind('database', {
    summary: 'A reboot: status `rebooting`, no connections.',
    parameters: { seconds: seconds.default(60).describe('time without connections') },
  }),
  'replica-lag': kind('database', {
    summary: 'A replica falls behind. Replicas only.',
    duration: '40m',
    parameters: { seconds: z.number().positive().default(600).describe('lag at its highest'), ramp: shape },
  }),
  'database-cpu': kind('database', {
    summary: 'CPU relative to the usual (a missing index, a bad plan).',
    duration: '45m',
    parameters: {
      factor: factor.default(2.5).describe('factor'),
      ramp: ramp.default('step').describe('step, rise or bell'),
    },
  }),
  'database-load': kind('database', {
    summary: 'More work of the same kind: CPU, IOPS, latency, network, memory follow.',
    duration: '45m',
    parameters: { factor: factor.default(2).describe('factor'), ramp: shape },
  }),
  'database-latency': kind('database', {
    summary: 'Read and write latency and the queue relative to the usual.',
    duration: '30m',
    parameters: { factor: factor.default(12).describe('factor'), ramp: shape },
  }),
  'database-iops': kind('database', {
    summary: 'Reads and writes relative to the usual; on gp2 the burst balance falls.',
    duration: '45m',
    parameters: { factor: factor.default(6).describe('factor'), ramp: shape },
  }),
  'database-memory': kind('database', {
    summary: 'Freeable memory falls and swap grows.',
    duration: '2h',
    parameters: {
      factor: factor.default(0.15).describe('freeable memory relative to the usual'),
      swapGib: z.number().min(0).default(0.8).describe('GiB of swap at the highest'),
      ramp: ramp.default('rise').describe('step, rise or bell'),
    },
  }),
  'replication-slot': kind('database', {
    summary:
      'Transaction logs pile up behind an inactive slot: slot lag and log usage grow, free storage falls.',
    duration: '5h',
    parameters: { gib: z.number().positive().default(30).describe('GiB at the end') },
  }),
  'transaction-ids': kind('database', {
    summary: 'Unfrozen transaction ids grow: autovacuum does not keep up.',
    duration: '2d',
    parameters: { ids: z.number().positive().default(6e8).describe('ids added at the end') },
  }),
  'storage-change': kind('database', {
    summary: 'Somebody enlarges the storage: `modifying`, then `storage-optimization` for hours.',
    parameters: { gib: z.int().positive().describe('the new allocated storage') },
  }),
  'database-status': kind('database', {
    summary: 'The status for a while, such as `maintenance`, `upgrading`, `incompatible-parameters`.',
    duration: '20m',
    parameters: { status: text.describe("RDS's own word") },
  }),
  'slow-statement': kind('database', {
    summary:
      'One statement begins to hurt: from that moment on it is logged more often and takes long (a dropped index, a new query), and CPU and load follow. PostgreSQL only.',
    duration: '8h',
    parameters: {
      statement: text
        .default('SELECT id, status, total FROM orders WHERE user_id = {n} ORDER BY created_at DESC LIMIT 20')
        .describe('the statement; `{n}`, `{id}` vary'),
      milliseconds: z.number().positive().default(3200).describe('what one execution takes about'),
      perMinute: z.number().positive().max(100).default(6).describe('executions a minute that are logged'),
      load: factor.default(1.2).describe('CPU relative to the usual'),
    },
  }),
  deadlocks: kind('database', {
    summary: 'Transactions wait for each other: lock waits and deadlocks in the PostgreSQL log.',
    duration: '20m',
    parameters: { perMinute: z.number().positive().max(60).default(1).describe('deadlocks a minute') },
  }),
  'database-log': kind('database', {
    summary: 'Lines in the exported PostgreSQL log: slow statements, deadlocks, refused connections.',
    duration: '30m',
    parameters: {
      message: text
        .default(
          'LOG:  duration: {ms} ms  statement: SELECT * FROM orders WHERE customer_id = {n} ORDER BY created_at DESC',
        )
        .describe('level and text as PostgreSQL writes them; `{n}`, `{id}`, `{ms}` vary'),
      perMinute: z.number().positive().max(6000).default(20).describe('lines a minute'),
    },
  }),
} as const;

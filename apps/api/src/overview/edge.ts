import type { EdgeRow, Localised, Status } from '@danji/shared';
import type { Spark } from '../metrics/index.js';
import type { FleetMember } from './fleet-member.js';
import { sparkKey, type Sparks } from './fleet-metrics.js';

const SHOWN = 8;
/** What has more than this left is not close to its edge. */
const CLOSE = 0.3;
/** A week of time left counts like all of a share left. */
const WEEK_HOURS = 168;
const GIB = 1024 ** 3;
/** Free memory of a database is normally small: PostgreSQL fills it with cache. */
const MEMORY_CLOSE = 0.1;

interface Candidate {
  row: EdgeRow;
  /** 0 is over the edge: the lesser of the share left and the hours left over 168. */
  left: number;
}

interface Edge {
  what: Localised;
  metric: string;
  /** The value at which it ends; null where it ends at nothing left of an unknown whole. */
  limit: number | null;
  /** 0 to 1 of the present value. */
  share: (now: number) => number | null;
  /** Hours left where they are known. */
  hours?: number | null;
  /** Words for what is left, where time and share say it worse. */
  words?: Localised;
  /** Codes of reasons that judge this same limit: the row has their status. */
  codes: readonly string[];
}

/**
 * What is closest to its limit: memory and CPU to 100 percent, connections to their maximum, storage and credits to
 * nothing left, services at their maximum above target. Ordered by the lesser of the share left and the time left
 * (a week counts as whole), then by id and metric.
 */
export function closestToEdge(fleet: readonly FleetMember[], sparks: Sparks, now: number): EdgeRow[] {
  return fleet
    .flatMap((member) =>
      edgesOf(member, sparks, now).flatMap((edge) => candidateOf(member, edge, sparks) ?? []),
    )
    .sort((a, b) => a.left - b.left || (keyOf(a.row) < keyOf(b.row) ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ row }) => row);
}

function keyOf(row: EdgeRow): string {
  return sparkKey(row.resourceId, row.metric);
}

function edgesOf(member: FleetMember, sparks: Sparks, now: number): Edge[] {
  switch (member.kind) {
    case 'ecs_service':
      return [memoryEdge(member), ...cpuEdge(member), ...maximumEdge(member, now)];
    case 'ec2_instance':
      return [...cpuEdge(member), ...creditEdge(sparks.get(sparkKey(member.id, 'CPUCreditBalance')))];
    case 'rds_instance':
      return [...cpuEdge(member), ...databaseEdges(member)];
    default:
      return [];
  }
}

const ofHundred = (now: number): number => (100 - now) / 100;

function memoryEdge({ taskMemory }: FleetMember): Edge {
  const size =
    taskMemory === null ? null : taskMemory >= 1024 ? `${taskMemory / 1024} GiB` : `${taskMemory} MiB`;
  return {
    what: { en: 'Memory max', ko: '메모리 최대' },
    metric: 'MemoryUtilization',
    limit: 100,
    share: ofHundred,
    ...(size === null ? {} : { words: { en: `limit ${size}`, ko: `한도 ${size}` } }),
    codes: ['oom_loop', 'oom', 'memory_high'],
  };
}

/** A service that scales by its load is meant to be busy; its edge is its maximum. */
function cpuEdge({ scaling }: FleetMember): Edge[] {
  if ((scaling?.policies.length ?? 0) > 0) return [];
  return [
    {
      what: { en: 'CPU', ko: 'CPU' },
      metric: 'CPUUtilization',
      limit: 100,
      share: ofHundred,
      codes: ['cpu_high'],
    },
  ];
}

function maximumEdge({ scaling, desired, reasons }: FleetMember, now: number): Edge[] {
  const reason = reasons.find(({ code }) => code === 'at_maximum');
  if (reason === undefined || scaling === null || desired === null) return [];
  const target = scaling.policies.find((policy) => policy.target !== null)?.target ?? null;
  const minutes = reason.since === null ? null : Math.floor((now - Date.parse(reason.since)) / 60_000);
  const words = (min: string, aim: string): string =>
    [minutes === null ? '' : `${minutes}${min}`, target === null ? '' : `${aim} ${target} %`]
      .filter(Boolean)
      .join(', ');
  return [
    {
      what: { en: 'At maximum', ko: '최대 개수' },
      metric: 'LiveTaskCount',
      limit: scaling.maximum,
      share: () => 0,
      words: { en: words(' min', 'target'), ko: words('분째', '목표') },
      codes: ['at_maximum'],
    },
  ];
}

/** Falling credits end; steady or rising ones do not. */
function creditEdge(spark: Spark | undefined): Edge[] {
  const hours = spark === undefined ? null : hoursToZero(spark);
  if (hours === null) return [];
  return [
    {
      what: { en: 'CPU credits', ko: 'CPU 크레딧' },
      metric: 'CPUCreditBalance',
      limit: null,
      share: () => null,
      hours,
      codes: ['credits_gone', 'credits_low'],
    },
  ];
}

/** Hours until a falling value reaches zero at the pace of the spark; null where it does not fall. */
function hoursToZero({ values, step }: Spark): number | null {
  const first = values.findIndex((value) => value !== null);
  const last = values.findLastIndex((value) => value !== null);
  if (first < 0 || last === first) return null;
  const [begin, end] = [values[first] as number, values[last] as number];
  const perHour = ((begin - end) * 3600) / ((last - first) * step);
  return perHour > 0 ? end / perHour : null;
}

function databaseEdges({ maxConnections, allocatedGiB, memoryBytes, reasons }: FleetMember): Edge[] {
  const edges: Edge[] = [];
  if (maxConnections !== null) {
    edges.push({
      what: { en: 'Connections', ko: '연결 수' },
      metric: 'DatabaseConnections',
      limit: maxConnections,
      share: (now) => (maxConnections - now) / maxConnections,
      codes: ['connections_high'],
    });
  }
  if (allocatedGiB !== null) {
    const seconds = reasons.find(({ code }) => code === 'storage_filling')?.say?.params['left'];
    edges.push({
      what: { en: 'Free storage', ko: '남은 스토리지' },
      metric: 'FreeStorageSpace',
      limit: allocatedGiB * GIB,
      share: (now) => now / (allocatedGiB * GIB),
      hours: typeof seconds === 'number' ? seconds / 3600 : null,
      codes: ['storage_full', 'storage_filling', 'storage_low'],
    });
  }
  if (memoryBytes !== null) {
    edges.push({
      what: { en: 'Free memory', ko: '남은 메모리' },
      metric: 'FreeableMemory',
      limit: memoryBytes,
      share: (now) => (now / memoryBytes < MEMORY_CLOSE ? now / memoryBytes : null),
      codes: ['memory_low'],
    });
  }
  return edges;
}

function candidateOf(member: FleetMember, edge: Edge, sparks: Sparks): Candidate | null {
  const spark = sparks.get(sparkKey(member.id, edge.metric));
  if (spark === undefined || spark.latest === null) return null;
  const share = edge.share(spark.latest);
  const hours = edge.hours ?? null;
  if (share === null && hours === null) return null;
  const left = Math.max(0, Math.min(share ?? 1, hours === null ? 1 : hours / WEEK_HOURS));
  if (left > CLOSE) return null;
  return {
    left,
    row: {
      resourceId: member.id,
      resourceKind: member.kind,
      name: member.name,
      what: edge.what,
      metric: edge.metric,
      stat: spark.stat,
      unit: spark.unit,
      now: spark.latest,
      limit: edge.limit,
      left: edge.words ?? leftWords(share, hours),
      status: statusOf(member, edge.codes),
      spark: { step: spark.step, from: spark.from, values: spark.values },
    },
  };
}

function statusOf({ reasons }: FleetMember, codes: readonly string[]): Status {
  return reasons.find(({ code }) => codes.includes(code))?.status ?? 'ok';
}

/** Time where it runs out, else the share. */
function leftWords(share: number | null, hours: number | null): Localised | null {
  if (hours === 0) return { en: 'used up', ko: '소진됨' };
  if (hours !== null) {
    const [amount, en, ko] =
      hours >= 48 ? [hours / 24, 'd', '일'] : hours >= 1 ? [hours, 'h', '시간'] : [hours * 60, 'min', '분'];
    const rounded = Math.max(1, Math.round(amount));
    return { en: `gone in ${rounded} ${en}`, ko: `${rounded}${ko} 뒤 소진` };
  }
  if (share === null) return null;
  const percent = Math.max(0, Math.round(share * 100));
  return { en: `${percent} % left`, ko: `${percent} % 남음` };
}

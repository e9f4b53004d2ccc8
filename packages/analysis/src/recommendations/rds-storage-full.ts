import { awsCommand } from './command.js';
import { countKnown } from './count-known.js';
import type { Level, Recommendation, Verdict } from './recommendation.js';
import { say } from './recommendation-texts.js';
import { forecastStorage, type StorageForecast, type StorageHistory } from './storage-forecast.js';

const GIB = 1024 ** 3;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Sooner than this somebody should decide; later the weekly review comes again. */
const HORIZON_DAYS = 30;
/** The proposal gives room for so long, with a tenth free at the end. */
const ROOM_DAYS = 90;
const LEAST_HOURS = 24;

export interface RdsStorageFacts extends StorageHistory {
  databaseName: string;
  region: string;
  /** gp2, gp3, io1, io2, standard. */
  storageType: string | null;
}

/** Whether a database runs out of storage within a month, when, and to what its storage or ceiling should be raised. */
export function evaluateRdsStorageFull(facts: RdsStorageFacts): Verdict {
  const hours = countKnown(facts.hourly.values);
  const forecast = forecastStorage(facts);
  if (!forecast) {
    return hours < LEAST_HOURS
      ? { kind: 'refuse', reason: say('refuse.little_data', { hours, least: LEAST_HOURS }) }
      : { kind: 'keep', reason: say('keep.storage_steady') };
  }
  if (forecast.exhaustedAt > facts.now + HORIZON_DAYS * DAY_MS) {
    return { kind: 'keep', reason: say('keep.storage_room', { at: forecast.exhaustedAt }) };
  }
  return { kind: 'change', recommendation: present(facts, forecast, hours) };
}

function present(facts: RdsStorageFacts, forecast: StorageForecast, hours: number): Recommendation {
  const allocatedGiB = Math.round(facts.allocatedBytes / GIB);
  const maxGiB = forecast.autoscaling ? Math.round((facts.maxAllocatedBytes ?? 0) / GIB) : null;
  const urgent = forecast.exhaustedAt <= facts.now + DAY_MS;
  const target = neededGiB(facts, forecast);
  const params = {
    name: facts.databaseName,
    at: forecast.exhaustedAt,
    full: forecast.fullAt,
    earliest: forecast.exhaustedEarliest,
    latest: forecast.exhaustedLatest,
    free: forecast.freeBytes,
    growth: forecast.growthPerHour,
    growthDay: forecast.growthPerHour * 24,
    ceiling: maxGiB,
  };
  return {
    rule: 'rds_storage_full',
    title: say('storage.title', params),
    summary: say(summaryKey(forecast), params),
    current: {
      allocatedGiB,
      maxAllocatedGiB: maxGiB,
      freeGiB: forecast.freeBytes / GIB,
      fullInDays: daysUntil(forecast.exhaustedAt, facts.now),
      fullInDaysLow: daysUntil(forecast.exhaustedEarliest, facts.now),
      fullInDaysHigh: daysUntil(forecast.exhaustedLatest, facts.now),
    },
    // Enlarging at once helps within minutes; the ceiling alone waits for RDS to see less than 10 % free.
    proposed: urgent
      ? { allocatedGiB: target, maxAllocatedGiB: raised(target) }
      : { allocatedGiB, maxAllocatedGiB: raised(target) },
    monthlySavingUsd: null,
    savingNote: say('storage.cost', { type: facts.storageType }),
    risk: 'low',
    confidence: confidenceOf(forecast, hours),
    confidenceReason: say(forecast.kind === 'fast' ? 'confidence.fast' : 'confidence.hours', { hours }),
    change: changeOf(facts, target, urgent),
    evidence: {
      from: facts.hourly.from,
      to: facts.now,
      charts: [
        {
          title: say('chart.metric', { metric: 'FreeStorageSpace', stat: 'Minimum' }),
          metric: 'FreeStorageSpace',
          stat: 'Minimum',
          threshold: 0,
          thresholdLabel: say('chart.full'),
        },
      ],
      backtest: null,
      facts: [
        { label: say('fact.growth'), value: `${(forecast.growthPerHour / GIB).toFixed(2)} GiB/h` },
        { label: say('fact.free'), value: `${(forecast.freeBytes / GIB).toFixed(1)} GiB` },
        ...earlierForecast(facts),
      ],
    },
  };
}

/** Days from now; null where it is beyond the horizon in which a forecast means something. */
function daysUntil(at: number | null, now: number): number | null {
  const days = at === null ? Infinity : (at - now) / DAY_MS;
  return days > ROOM_DAYS ? null : Math.max(0, days);
}

function summaryKey({ kind, autoscaling, latest }: StorageForecast) {
  if (autoscaling) return 'storage.summary.ceiling';
  if (kind === 'fast') return 'storage.summary.fast';
  return latest === null ? 'storage.summary.slow_open' : 'storage.summary.slow';
}

/** Used now and the growth of the next months, with a tenth free; never less than RDS's least step of 10 %. */
function neededGiB(facts: RdsStorageFacts, forecast: StorageForecast): number {
  const used = facts.allocatedBytes - forecast.freeBytes;
  // A fast growth is an incident and not a trend: room for two days is enough to find its cause.
  const days = forecast.kind === 'fast' ? 2 : ROOM_DAYS;
  const room = used + forecast.growthPerHour * 24 * days;
  return Math.ceil(Math.max(room / 0.9, facts.allocatedBytes * 1.1) / GIB);
}

/** A ceiling has to stand at least 10 % above the allocation; AWS advises 26 %. */
function raised(target: number): number {
  return Math.ceil(target * 1.26);
}

function changeOf(facts: RdsStorageFacts, target: number, urgent: boolean): Recommendation['change'] {
  const options: Record<string, string> = {
    region: facts.region,
    'db-instance-identifier': facts.databaseName,
    ...(urgent ? { 'allocated-storage': String(target) } : {}),
    'max-allocated-storage': String(raised(target)),
  };
  const terraform = [
    ...(urgent ? [`allocated_storage     = ${target}`] : []),
    `max_allocated_storage = ${raised(target)}`,
  ];
  return [
    { label: 'AWS CLI', text: `${awsCommand('rds modify-db-instance', options)} \\\n  --apply-immediately` },
    { label: 'Terraform', text: terraform.join('\n') },
  ];
}

function confidenceOf(forecast: StorageForecast, hours: number): Level {
  if (forecast.kind === 'fast') return 'medium';
  if (hours < 7 * 24 || forecast.latest === null) return 'low';
  const wide = forecast.latest - forecast.earliest > (forecast.fullAt - forecast.earliest) * 4;
  return wide ? 'medium' : 'high';
}

/** What this forecast would have said two days ago about now: its error on data it had not seen. */
function earlierForecast(facts: RdsStorageFacts): Recommendation['evidence']['facts'] {
  const ago = 48;
  const values = Array.from(facts.hourly.values);
  const actual = values.findLast((value) => value === value);
  const cut = values.slice(0, -ago);
  const then = facts.now - ago * HOUR_MS;
  const past = forecastStorage({
    ...facts,
    now: then,
    recent: null,
    hourly: { ...facts.hourly, values: cut },
  });
  if (!past || actual === undefined) return [];
  const predicted = past.freeBytes - past.growthPerHour * ago;
  return [
    {
      label: say('fact.earlier_forecast'),
      value: `${(predicted / GIB).toFixed(1)} GiB / ${(actual / GIB).toFixed(1)} GiB`,
    },
  ];
}

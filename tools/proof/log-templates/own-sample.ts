import { seededRandom } from '../lib/random.ts';
import type { LabelledLine } from './samples.ts';

type Random = () => number;
type Maker = (random: Random) => string;

const id = (random: Random): string =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
const many = (random: Random): number => 1 + Math.floor(random() * 90_000);
const host = (random: Random): string =>
  `10.${many(random) % 256}.${many(random) % 256}.${many(random) % 256}:5432`;

/** What services write, by event: made here, so that the proof has something to group where no sample can be had. */
const EVENTS: readonly Maker[] = [
  (r) => `request completed method=GET path=/v1/orders/${many(r)} status=200 durationMs=${many(r)}`,
  (r) => `order ${many(r)} accepted for user ${many(r)}`,
  (r) => `order ${many(r)} rejected for user ${many(r)}: stock exhausted`,
  (r) => `connection to ${host(r)} refused, attempt ${many(r) % 5}`,
  (r) => `connection to ${host(r)} established in ${many(r)} ms`,
  (r) => `message ${id(r)} processed in ${many(r)} ms`,
  (r) => `batch of ${many(r)} records written to s3://exports/${id(r)}.parquet`,
  (r) => `payment ${id(r)} declined by acquirer: code ${many(r) % 100}`,
  (r) => `slow upstream answered after ${many(r)} ms, retrying (attempt ${many(r) % 3})`,
  () => 'Started server on port 8080',
  () => 'received SIGTERM, draining connections',
  (r) => `java.lang.OutOfMemoryError: Java heap space in worker ${many(r)}`,
];

/** 2,000 lines, the same at every run. */
export function ownSample(): LabelledLine[] {
  const random = seededRandom(20_260_101);
  return Array.from({ length: 2_000 }, () => {
    const event = Math.floor(random() * EVENTS.length);
    return { text: (EVENTS[event] as Maker)(random), event: `E${event}` };
  });
}

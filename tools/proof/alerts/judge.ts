import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertStoreRepository } from '../../../apps/api/dist/alerts/alert-store.repository.js';
import { EvaluateAlerts } from '../../../apps/api/dist/alerts/evaluate-alerts.js';
import { PreviewRule } from '../../../apps/api/dist/alerts/preview-rule.js';
import { OverrideRepository } from '../../../apps/api/dist/alerts/override.repository.js';
import { FactRepository } from '../../../apps/api/dist/alert-facts/fact.repository.js';
import { ReadFacts } from '../../../apps/api/dist/alert-facts/read-facts.js';
import { WatchedRepository } from '../../../apps/api/dist/alert-facts/watched.repository.js';
import { CommitRepository } from '../../../apps/api/dist/commits/commit.repository.js';
import { ReadCommits } from '../../../apps/api/dist/commits/read-commits.js';
import { EventRepository } from '../../../apps/api/dist/events/event.repository.js';
import { ListEvents } from '../../../apps/api/dist/events/list-events.js';
import { IncidentRepository } from '../../../apps/api/dist/incidents/incident.repository.js';
import { NeighbourRepository } from '../../../apps/api/dist/incidents/neighbour.repository.js';
import { ProbableChanges } from '../../../apps/api/dist/incidents/probable-changes.js';
import { MetricRepository } from '../../../apps/api/dist/metrics/metric.repository.js';
import { ReadBuckets } from '../../../apps/api/dist/metrics/read-buckets.js';
import { ReadMetrics } from '../../../apps/api/dist/metrics/read-metrics.js';
import { ChannelRepository } from '../../../apps/api/dist/notifications/channel.repository.js';
import { ReadMessageFacts } from '../../../apps/api/dist/notifications/message-facts.js';
import { NotificationRepository } from '../../../apps/api/dist/notifications/notification.repository.js';
import { SendNotifications } from '../../../apps/api/dist/notifications/send-notifications.js';
import { MetricCatalogue } from '../../../packages/shared/dist/index.js';
import type { Connection } from '../../../prisma/dist/index.js';

/** The product's own evaluation, preview, ranking and sender. */
export interface Judge {
  alerts: EvaluateAlerts;
  preview: PreviewRule;
  changes: ProbableChanges;
  sender: SendNotifications;
  channels: ChannelRepository;
}

/** Over a database, on a clock. */
export function judgeOf({ connection, now }: { connection: Connection; now: () => number }): Judge {
  const clock = { now };
  const config = {
    pollSeconds: 300,
    timezone: 'UTC',
    publicUrl: null,
    dataDir: keyDirectory(),
    secretKeyFile: null,
  } as never;
  const metrics = new MetricRepository(connection);
  const readMetrics = new ReadMetrics(metrics, new ReadBuckets(metrics, clock), new MetricCatalogue([]));
  const facts = new ReadFacts(new FactRepository(connection), readMetrics, config);
  const events = new ListEvents(
    new EventRepository(connection),
    new ReadCommits(new CommitRepository(connection), connection),
    clock,
    config,
  );
  const changes = new ProbableChanges(events, new NeighbourRepository(connection));
  const channels = new ChannelRepository(connection);
  const watched = new WatchedRepository(connection);
  const overrides = new OverrideRepository(connection);
  return {
    alerts: new EvaluateAlerts(
      connection,
      clock,
      new AlertStoreRepository(connection),
      overrides,
      watched,
      facts,
    ),
    preview: new PreviewRule(watched, facts, overrides, clock),
    changes,
    channels,
    sender: new SendNotifications(
      connection,
      clock,
      config,
      channels,
      new NotificationRepository(connection),
      new ReadMessageFacts(new IncidentRepository(connection), changes, config),
    ),
  };
}

/** Where the key that seals secrets lies; gone when the proof is. */
function keyDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'danji-proof-key-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A webhook that hears of all environments, teams and severities. */
export async function addReceiver(judge: Judge, url: string, now: number): Promise<void> {
  const input = {
    name: 'proof',
    enabled: true,
    language: 'en',
    target: { kind: 'webhook', url },
    environments: [],
    teams: [],
    severities: [],
  } as never;
  await judge.channels.add('chn-proof', input, null, { actor: 'proof', now });
}

import type { CatalogueMetric, LabelRule } from '@danji/shared';
import type { ScopeDefinition } from './scopes-variable.js';

/** Injection token of the checked environment. */
export const CONFIG = Symbol('CONFIG');

/** What the process was told, checked once at start and frozen. */
export interface Config {
  readonly mode: 'demo' | 'aws';
  /** Whether somebody wrote DANJI_MODE=aws: that accepts the price of metrics. */
  readonly modeIsExplicit: boolean;
  readonly role: 'all' | 'api' | 'worker';
  readonly host: string;
  readonly port: number;
  readonly apiPort: number;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Null: one scope of the default credentials and region. */
  readonly scopes: readonly ScopeDefinition[] | null;
  /** The SDK's own region and endpoint, for the default scope. */
  readonly region: string;
  readonly endpoint: string | null;
  /** Event queues of the default scope, at most one for each region; empty: the sweeps see everything. */
  readonly eventsQueueUrls: readonly string[];
  readonly pollSeconds: number;
  /** Monthly cap in US dollars; 0 = free calls only; null = none. */
  readonly budgetUsd: number | null;
  readonly timezone: string;
  /** Metrics of other namespaces, from the files of DANJI_DATA_DIR/catalogue. */
  readonly addedMetrics: readonly CatalogueMetric[];
  readonly publicUrl: string | null;
  readonly secretKeyFile: string | null;
  readonly logLevel: string;
  readonly version: string;
  /** Rules of labels.yaml in the data directory; null: there is no such file. */
  readonly labelRules: readonly LabelRule[] | null;
}

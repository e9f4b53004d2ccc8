/** What kinds of services a Korean shop runs: the raw material from which a fleet of any size is drawn. */
export type Season = 'shop' | 'office' | 'delivery' | 'night-batch' | 'steady';
export type Language = 'java' | 'node' | 'go' | 'python';
export type LogStyle = 'json' | 'plain';

export interface Archetype {
  /** Words of the name; the naming style of the cluster joins them. */
  words: [string, string];
  team: string;
  tier: 'edge' | 'api' | 'worker' | 'batch';
  language: Language;
  season: Season;
  /** Fargate size in CPU units and MiB. */
  cpu: number;
  memory: number;
  /** Share of the fleet's tasks that this service takes, relative to the others. */
  weight: number;
  /** Mean CPU of a task at the weekly peak with the planned count, percent of its reservation. */
  peakCpu: number;
  /** Memory level of a warm task, percent of its limit. */
  memoryLevel: number;
  port?: number;
  database?: boolean;
  /** Target tracking on CPU, percent. */
  target?: number;
  sidecar?: boolean;
}

const a = (
  words: [string, string],
  team: string,
  tier: Archetype['tier'],
  language: Language,
  season: Season,
  size: [number, number],
  weight: number,
  peakCpu: number,
  memoryLevel: number,
  more: Partial<Archetype> = {},
): Archetype => ({
  words,
  team,
  tier,
  language,
  season,
  cpu: size[0],
  memory: size[1],
  weight,
  peakCpu,
  memoryLevel,
  ...more,
});

export const ARCHETYPES: readonly Archetype[] = [
  a(['checkout', 'api'], 'payments', 'api', 'java', 'shop', [1024, 2048], 12, 66, 71, {
    port: 8080,
    database: true,
    target: 60,
  }),
  a(['web', 'gateway'], 'platform', 'edge', 'node', 'shop', [512, 1024], 10, 58, 44, {
    port: 3000,
    target: 55,
    sidecar: true,
  }),
  a(['catalog', 'api'], 'discovery', 'api', 'go', 'shop', [1024, 2048], 9, 62, 38, {
    port: 8080,
    database: true,
    target: 60,
  }),
  a(['search', 'api'], 'discovery', 'api', 'java', 'shop', [2048, 8192], 6, 21, 33, { port: 8080 }),
  a(['order', 'worker'], 'orders', 'worker', 'java', 'shop', [512, 2048], 8, 52, 66, { database: true }),
  a(['report', 'worker'], 'data', 'batch', 'python', 'night-batch', [1024, 4096], 3, 78, 58, {
    database: true,
  }),
  a(['user', 'api'], 'identity', 'api', 'node', 'shop', [512, 1024], 7, 46, 52, {
    port: 8080,
    database: true,
    target: 60,
  }),
  a(['payment', 'api'], 'payments', 'api', 'java', 'shop', [1024, 4096], 6, 24, 29, {
    port: 8443,
    database: true,
  }),
  a(['image', 'resizer'], 'media', 'worker', 'go', 'delivery', [2048, 4096], 5, 71, 41, { target: 65 }),
  a(['notification', 'sender'], 'growth', 'worker', 'node', 'shop', [256, 512], 5, 35, 47),
  a(['admin', 'web'], 'backoffice', 'edge', 'node', 'office', [1024, 4096], 3, 9, 18, { port: 3000 }),
  a(['inventory', 'api'], 'orders', 'api', 'go', 'delivery', [512, 1024], 5, 44, 35, {
    port: 8080,
    database: true,
  }),
  a(['recommendation', 'engine'], 'data', 'api', 'python', 'shop', [2048, 8192], 4, 49, 74, { port: 9000 }),
  a(['auth', 'server'], 'identity', 'api', 'go', 'shop', [512, 1024], 5, 40, 31, {
    port: 9090,
    database: true,
  }),
  a(['delivery', 'tracker'], 'logistics', 'api', 'node', 'delivery', [512, 1024], 5, 51, 49, {
    port: 8080,
    database: true,
    target: 60,
  }),
  a(['event', 'consumer'], 'data', 'worker', 'java', 'steady', [512, 2048], 6, 43, 69),
  a(['coupon', 'api'], 'growth', 'api', 'node', 'shop', [1024, 2048], 3, 13, 24, {
    port: 8080,
    database: true,
  }),
  a(['review', 'api'], 'discovery', 'api', 'python', 'shop', [512, 1024], 4, 36, 55, {
    port: 8000,
    database: true,
  }),
  a(['settlement', 'batch'], 'payments', 'batch', 'java', 'night-batch', [1024, 4096], 2, 69, 63, {
    database: true,
  }),
  a(['partner', 'api'], 'backoffice', 'api', 'java', 'office', [1024, 4096], 3, 16, 31, { port: 8080 }),
  a(['cart', 'api'], 'orders', 'api', 'node', 'shop', [512, 1024], 6, 48, 43, { port: 8080, target: 60 }),
  a(['push', 'sender'], 'growth', 'worker', 'go', 'shop', [256, 512], 3, 28, 36),
  a(['fraud', 'scorer'], 'payments', 'worker', 'python', 'shop', [1024, 4096], 3, 55, 72),
  a(['webhook', 'relay'], 'platform', 'worker', 'go', 'steady', [256, 1024], 3, 22, 27),
  a(['legacy', 'soap'], 'backoffice', 'api', 'java', 'office', [512, 2048], 1, 18, 61, { port: 8081 }),
  a(['shipping', 'planner'], 'logistics', 'worker', 'python', 'delivery', [1024, 2048], 3, 57, 48, {
    database: true,
  }),
  a(['price', 'feed'], 'discovery', 'worker', 'go', 'steady', [512, 1024], 3, 33, 29),
  a(['chat', 'server'], 'growth', 'api', 'node', 'shop', [512, 1024], 4, 41, 58, { port: 4000 }),
];

/** Jobs started by EventBridge outside any service. `everyMinutes` from the epoch in local time plus `atMinute`. */
export interface JobArchetype {
  family: string;
  startedBy: 'events-rule' | 'chronos-schedule';
  everyMinutes: number;
  atMinute: number;
  /** Typical run time in seconds, lowest and highest. */
  seconds: [number, number];
  cpu: number;
  memory: number;
}

export const JOBS: readonly JobArchetype[] = [
  {
    family: 'cart-cleanup',
    startedBy: 'events-rule',
    everyMinutes: 15,
    atMinute: 4,
    seconds: [40, 130],
    cpu: 256,
    memory: 512,
  },
  {
    family: 'sitemap-builder',
    startedBy: 'chronos-schedule',
    everyMinutes: 60,
    atMinute: 17,
    seconds: [180, 420],
    cpu: 512,
    memory: 1024,
  },
  {
    family: 'nightly-settlement',
    startedBy: 'events-rule',
    everyMinutes: 1440,
    atMinute: 150,
    seconds: [1900, 3400],
    cpu: 2048,
    memory: 8192,
  },
  {
    family: 'exchange-rates',
    startedBy: 'events-rule',
    everyMinutes: 30,
    atMinute: 9,
    seconds: [20, 60],
    cpu: 256,
    memory: 512,
  },
  {
    family: 'warehouse-export',
    startedBy: 'chronos-schedule',
    everyMinutes: 360,
    atMinute: 65,
    seconds: [600, 1500],
    cpu: 1024,
    memory: 2048,
  },
];

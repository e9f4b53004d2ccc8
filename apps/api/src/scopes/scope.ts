import type { Config, ScopeDefinition } from '../config/index.js';

/** An account as seen through one role, and the regions that are watched in it. */
export interface Scope {
  id: string;
  name: string;
  accountId: string | null;
  regions: readonly string[];
  roleArn: string | null;
  externalId: string | null;
  endpoint: string | null;
  source: 'environment' | 'default' | 'demo';
  /** Event queues, at most one for each region. */
  eventsQueueUrls: readonly string[];
}

/**
 * The event queue of a scope in a region: the one whose address names the region. An address that names none (the
 * simulator, a proxy) is that of the scope's first region.
 */
export function eventsQueueOf(
  scope: Pick<Scope, 'eventsQueueUrls' | 'regions'>,
  region: string,
): string | null {
  const own = scope.eventsQueueUrls.find((url) => regionIn(url) === region);
  const nameless = scope.eventsQueueUrls.find((url) => regionIn(url) === null);
  return own ?? (region === scope.regions[0] ? (nameless ?? null) : null);
}

/** `sqs.REGION.amazonaws.com`, or the older `REGION.queue.amazonaws.com`. */
function regionIn(url: string): string | null {
  const host = new URL(url).hostname;
  return /^(?:sqs\.)?([a-z]{2}(?:-[a-z]+)+-\d)\.(?:queue\.)?amazonaws\.com/.exec(host)?.[1] ?? null;
}

/** What the environment asks to watch: DANJI_SCOPES, else the default credentials in their region. */
export function scopesOf(
  config: Pick<Config, 'scopes' | 'mode' | 'region' | 'endpoint' | 'eventsQueueUrls'>,
): Scope[] {
  if (config.scopes) return config.scopes.map((definition) => fromDefinition(definition, config));
  const name = config.mode === 'demo' ? 'demo' : 'default';
  return [
    {
      id: name,
      name,
      accountId: null,
      regions: [config.region],
      roleArn: null,
      externalId: null,
      endpoint: config.endpoint,
      source: config.mode === 'demo' ? 'demo' : 'default',
      eventsQueueUrls: config.eventsQueueUrls,
    },
  ];
}

function fromDefinition(definition: ScopeDefinition, config: Pick<Config, 'mode' | 'endpoint'>): Scope {
  return {
    id: slug(definition.name),
    name: definition.name,
    accountId: definition.accountId ?? null,
    regions: definition.regions,
    roleArn: definition.roleArn ?? null,
    externalId: definition.externalId ?? null,
    endpoint: definition.endpoint ?? config.endpoint,
    source: config.mode === 'demo' ? 'demo' : 'environment',
    eventsQueueUrls: definition.eventsQueueUrl ?? [],
  };
}

/** Ids are words for addresses: lower case, digits and dashes; other letters stay as they are. */
function slug(name: string): string {
  return (
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '') || 'scope'
  );
}

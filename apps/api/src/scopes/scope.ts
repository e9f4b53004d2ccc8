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
}

/** What the environment asks to watch: DANJI_SCOPES, else the default credentials in their region. */
export function scopesOf(config: Pick<Config, 'scopes' | 'mode' | 'region' | 'endpoint'>): Scope[] {
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

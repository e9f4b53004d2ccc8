import type { ChannelInput, NotificationChannel } from '@danji/shared';

export const KINDS = ['slack', 'webhook', 'email'] as const;
export const ENVIRONMENTS = ['prod', 'stage', 'dev', 'other'] as const;
export const SEVERITIES = ['critical', 'warning', 'info'] as const;

/** A channel as a form holds it: texts as typed. Secrets are empty until somebody types them, also of a stored channel. */
export interface ChannelDraft {
  name: string;
  enabled: boolean;
  language: ChannelInput['language'];
  kind: NotificationChannel['kind'];
  url: string;
  secret: string;
  /** A stored secret is dropped. */
  unsigned: boolean;
  host: string;
  port: string;
  tls: boolean;
  user: string;
  password: string;
  from: string;
  /** Addresses with commas. */
  to: string;
  environments: ChannelInput['environments'];
  /** Names with commas. */
  teams: string;
  severities: ChannelInput['severities'];
}

export function newDraft(language: ChannelInput['language']): ChannelDraft {
  return {
    name: '',
    enabled: true,
    language,
    kind: 'slack',
    url: '',
    secret: '',
    unsigned: false,
    host: '',
    port: '587',
    tls: false,
    user: '',
    password: '',
    from: '',
    to: '',
    environments: ['prod'],
    teams: '',
    severities: ['critical', 'warning'],
  };
}

export function draftOf(channel: NotificationChannel): ChannelDraft {
  const { name, enabled, language, kind, settings, environments, teams, severities } = channel;
  const text = (member: string): string =>
    typeof settings[member] === 'string' || typeof settings[member] === 'number'
      ? String(settings[member])
      : '';
  const to = settings['to'];
  return {
    ...newDraft(language),
    name,
    enabled,
    kind,
    url: text('url'),
    host: text('host'),
    port: text('port') || '587',
    tls: settings['tls'] === true,
    user: text('user'),
    from: text('from'),
    to: Array.isArray(to) ? to.join(', ') : '',
    environments,
    teams: teams.join(', '),
    severities,
  };
}

/** What is sent; a secret that was not typed is left out, which keeps the one that is stored. */
export function inputOf(draft: ChannelDraft): ChannelInput {
  const { name, enabled, language, environments, severities } = draft;
  return {
    name: name.trim(),
    enabled,
    language,
    environments,
    severities,
    teams: listOf(draft.teams),
    target: targetOf(draft),
  };
}

function targetOf(draft: ChannelDraft): ChannelInput['target'] {
  const { kind, url, secret, unsigned, host, port, tls, user, password, from } = draft;
  if (kind === 'slack') return { kind, ...(url.trim() === '' ? {} : { url: url.trim() }) };
  if (kind === 'webhook') {
    const kept = secret === '' && !unsigned;
    return { kind, url: url.trim(), ...(kept ? {} : { secret: unsigned ? null : secret }) };
  }
  return {
    kind,
    host: host.trim(),
    port: Number(port),
    tls,
    user: user.trim() === '' ? null : user.trim(),
    ...(password === '' ? {} : { password }),
    from: from.trim(),
    to: listOf(draft.to),
  };
}

function listOf(text: string): string[] {
  return [...new Set(text.split(',').map((each) => each.trim()))].filter((each) => each !== '');
}

import { describe, expect, it } from '@jest/globals';
import { ChannelInput, type NotificationChannel } from '@danji/shared';
import { draftOf, inputOf, newDraft } from './channel-draft';

const STORED: NotificationChannel = {
  id: 'chn-aaaaaaaaaaaaaaaa',
  name: 'on-call',
  enabled: true,
  language: 'ko',
  kind: 'email',
  address: 'ops@example.com',
  settings: {
    host: 'mail.example.com',
    port: 465,
    tls: true,
    user: 'danji',
    from: 'danji@example.com',
    to: ['ops@example.com', 'lead@example.com'],
  },
  hasSecret: true,
  environments: ['prod', 'stage'],
  teams: ['shop'],
  severities: ['critical'],
  waiting: 0,
  lastSentAt: null,
  lastError: null,
  version: 3,
  updatedAt: '2026-11-23T05:30:20.000Z',
  updatedBy: 'local',
};

describe('the draft of a channel', () => {
  it('sends a stored channel as it is, and leaves its secret out', () => {
    const input = inputOf(draftOf(STORED));
    const { name, enabled, language, environments, teams, severities, settings } = STORED;
    const target = { kind: 'email', ...settings };
    expect(input).toEqual({ name, enabled, language, environments, teams, severities, target });
    expect(ChannelInput.parse(input)).toEqual(input);
  });

  it('sends only what belongs to its kind, and a secret that was typed', () => {
    const draft = { ...newDraft('en'), name: ' ops ', url: ' https://example.com/hook ', host: 'left over' };
    expect(inputOf(draft).target).toEqual({ kind: 'slack', url: 'https://example.com/hook' });
    expect(inputOf({ ...draft, url: '' }).target).toEqual({ kind: 'slack' });
    const webhook = inputOf({ ...draft, kind: 'webhook', secret: 'a secret of sixteen' });
    expect(webhook.target).toEqual({
      kind: 'webhook',
      url: 'https://example.com/hook',
      secret: 'a secret of sixteen',
    });
    expect(webhook.name).toBe('ops');
    expect(inputOf({ ...draft, kind: 'webhook', unsigned: true }).target).toMatchObject({ secret: null });
  });

  it('takes teams with commas, each once', () => {
    expect(inputOf({ ...newDraft('en'), teams: 'shop, , pay,shop ' }).teams).toEqual(['shop', 'pay']);
  });
});

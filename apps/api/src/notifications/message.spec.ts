import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { headline, mail, signature, slackBody, webhookBody, type MessageFacts } from './message.js';

const FACTS: MessageFacts = {
  id: 'ntf-1',
  kind: 'fired',
  incidentId: 'inc-aaaaaaaaaaaaaaaa',
  replaces: [],
  severity: 'critical',
  environment: 'prod',
  team: 'shop',
  subject: 'checkout-api',
  title: { en: 'checkout-api: Requests fail', ko: 'checkout-api: 요청 실패' },
  symptom: { en: '7.8 % (limit 2 %) since 14:07', ko: '7.8 % (기준 2 %) 14:07부터' },
  since: '2026-11-25T05:07:00.000Z',
  owner: null,
  cause: { en: 'rollout of 412 <!channel>', ko: '412 배포' },
  link: 'https://danji.example.com/alerts/inc-aaaaaaaaaaaaaaaa',
};

describe('a message', () => {
  it('names environment, service, symptom, since, likely cause and link', () => {
    const text = mail(FACTS, 'en').text;
    for (const part of [
      '[prod]',
      'checkout-api',
      '7.8 %',
      'since 14:07',
      'Likely cause: rollout of 412',
      FACTS.link,
    ]) {
      expect(text).toContain(part);
    }
    expect(headline(FACTS, 'ko')).toBe('[prod] 발생 checkout-api: 요청 실패');
  });

  it('says that no change is known, rather than none at all', () => {
    expect(mail({ ...FACTS, cause: null }, 'en').text).toContain('no change is known');
  });

  it('never lets a name from AWS become a mention, a tag or a header', () => {
    expect(JSON.stringify(slackBody(FACTS, 'en'))).not.toContain('<!channel>');
    const hostile = {
      ...FACTS,
      title: { en: 'a\r\nBcc: x@example.com', ko: '' },
      cause: { en: '<img src=x>', ko: '' },
    };
    expect(mail(hostile, 'en').subject).not.toMatch(/[\r\n]/);
    expect(mail(hostile, 'en').html).not.toContain('<img');
  });

  it('is signed so that its body and its time are both covered', () => {
    const body = JSON.stringify(webhookBody(FACTS, 'en'));
    const signed = signature('a secret of sixteen', body, 1_700_000_000_500);
    const expected = createHmac('sha256', 'a secret of sixteen').update(`1700000000.${body}`).digest('hex');
    expect(signed).toBe(`t=1700000000,v1=${expected}`);
  });
});

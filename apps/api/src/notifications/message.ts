import { createHmac } from 'node:crypto';
import type { Localised } from '@danji/shared';

/** What one message says, whoever gets it. */
export interface MessageFacts {
  /** The message's own id: the same for each try. */
  id: string;
  /** `passed`: it began and is over already. */
  kind: 'fired' | 'resolved' | 'passed' | 'test';
  incidentId: string;
  /** Incidents that it took over: what they told of is over with it. */
  replaces: readonly string[];
  severity: string;
  environment: string;
  team: string | null;
  subject: string;
  title: Localised;
  symptom: Localised;
  since: string;
  owner: string | null;
  cause: Localised | null;
  link: string;
}
type Language = keyof Localised;

const WORDS = {
  fired: { en: 'FIRING', ko: '발생' },
  resolved: { en: 'RESOLVED', ko: '해결' },
  passed: { en: 'FIRED AND RESOLVED', ko: '발생 후 해결' },
  test: { en: 'TEST', ko: '시험' },
  cause: { en: 'Likely cause', ko: '유력한 원인' },
  noCause: { en: 'no change is known in the half hour before', ko: '직전 30분에 알려진 변경 없음' },
  open: { en: 'Open in Danji', ko: 'Danji에서 열기' },
  owner: { en: 'Owner', ko: '담당자' },
  nobody: { en: 'nobody has it', ko: '없음' },
} as const satisfies Record<string, Localised>;

/** `[prod] FIRING checkout-api: …`: what a list of messages or a locked phone shows. */
export function headline(facts: MessageFacts, language: Language): string {
  return `[${facts.environment}] ${WORDS[facts.kind][language]} ${facts.title[language]}`;
}

function bodyLines(facts: MessageFacts, language: Language): string[] {
  const cause = facts.cause?.[language] ?? WORDS.noCause[language];
  return [
    facts.symptom[language],
    ...(facts.kind === 'resolved' ? [] : [`${WORDS.cause[language]}: ${cause}`]),
    `${WORDS.owner[language]}: ${facts.owner ?? WORDS.nobody[language]}`,
  ];
}

/** Slack reads & < > as its own (https://docs.slack.dev/messaging/formatting-message-text#escaping). */
const mrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The body of an incoming webhook; names from AWS are text and never a mention or a link. */
export function slackBody(facts: MessageFacts, language: Language): object {
  const lines = bodyLines(facts, language).map(mrkdwn);
  return {
    text: mrkdwn(headline(facts, language)),
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `*${mrkdwn(headline(facts, language))}*\n${lines.join('\n')}` },
      },
      {
        type: 'actions',
        elements: [
          { type: 'button', text: { type: 'plain_text', text: WORDS.open[language] }, url: facts.link },
        ],
      },
    ],
  };
}

/** The body of a generic webhook, for programs. */
export function webhookBody(facts: MessageFacts, language: Language): object {
  const { id, kind, incidentId, replaces, severity, environment, team, subject, since, owner, link } = facts;
  return {
    id,
    // A program that closes what is resolved has nothing to close: it need not know a further word.
    event: kind === 'passed' ? 'resolved' : kind,
    incident: { id: incidentId, replaces, severity, environment, team, subject, since, owner, link },
    title: facts.title[language],
    symptom: facts.symptom[language],
    likelyCause: facts.cause?.[language] ?? null,
  };
}

/**
 * `t=SECONDS,v1=HEX`: HMAC-SHA256 of `t.body`, so that a receiver can refuse forged and replayed messages.
 * @param at epoch ms
 */
export function signature(secret: string, body: string, at: number): string {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

export interface Mail {
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Messages of one incident stand together. */
  references: string;
}

export function mail(facts: MessageFacts, language: Language): Mail {
  const subject = headline(facts, language).replaceAll(/[\r\n]+/g, ' ');
  const lines = bodyLines(facts, language);
  return {
    subject,
    text: `${subject}\n\n${lines.join('\n')}\n\n${WORDS.open[language]}: ${facts.link}\n`,
    html: `<p><b>${html(subject)}</b></p><p>${lines.map(html).join('<br>')}</p><p><a href="${html(facts.link)}">${WORDS.open[language]}</a></p>`,
    messageId: `<${facts.id}@danji>`,
    references: `<${facts.incidentId}@danji>`,
  };
}

const html = (text: string): string => mrkdwn(text).replaceAll('"', '&quot;').replaceAll("'", '&#39;');

import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { ChannelTarget } from '@danji/shared';
import { mail, signature, slackBody, webhookBody, type MessageFacts } from './message.js';

const TIMEOUT_MS = 10_000;
const MOST_ANSWER = 500;

/** What became of one try. `again`: whether it makes sense to try again, and how long the receiver asks to wait. */
export interface Delivery {
  delivered: boolean;
  status: number | null;
  /** The receiver's words or the error, without anything that is secret. */
  message: string;
  again: boolean;
  retryAfterMs: number | null;
}

export interface Receiver {
  target: ChannelTarget;
  language: 'en' | 'ko';
  /** The unsealed secret: Slack's address, the webhook's signing secret, the password of the mail server. */
  secret: string | null;
}

/** Sends one message to one receiver, once. Never throws. `now`: epoch ms. */
export async function deliver(receiver: Receiver, facts: MessageFacts, now: number): Promise<Delivery> {
  try {
    const { target } = receiver;
    if (target.kind === 'email') return await sendMail(target, receiver, facts);
    const url = target.kind === 'slack' ? receiver.secret : target.url;
    if (url === null) return failed('The channel has no address; edit it and enter one.', false);
    const content =
      target.kind === 'slack' ? slackBody(facts, receiver.language) : webhookBody(facts, receiver.language);
    return await post(url, JSON.stringify(content), {
      id: facts.id,
      signed: target.kind === 'webhook' && receiver.secret !== null ? receiver.secret : null,
      now,
    });
  } catch (error) {
    return failed(withoutSecrets(messageOf(error), receiver), true);
  }
}

async function post(
  url: string,
  body: string,
  { id, signed, now }: { id: string; signed: string | null; now: number },
): Promise<Delivery> {
  const refused = await refusedAddress(url);
  if (refused !== null) return failed(refused, false);
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Danji',
      'idempotency-key': id,
      ...(signed === null ? {} : { 'x-danji-signature': signature(signed, body, now) }),
    },
  });
  const answer = (await firstCharacters(response)).trim();
  const retryAfter = Number(response.headers.get('retry-after'));
  const { status } = response;
  return {
    delivered: response.ok,
    status,
    message: response.ok ? answer || 'accepted' : `The receiver answered ${status}. ${answer}`.trim(),
    again: !response.ok && (status === 408 || status === 429 || status >= 500),
    retryAfterMs: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter * 1000 : null,
  };
}

/** No more of an answer is read than is shown. */
async function firstCharacters(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length >= MOST_ANSWER) break;
  }
  return text.slice(0, MOST_ANSWER);
}

/** Addresses at which clouds hand out credentials: no message goes there. @returns why not; null where it may */
export async function refusedAddress(url: string): Promise<string | null> {
  const host = new URL(url).hostname.replaceAll(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address);
  const metadata = addresses.find(
    (address) => /^(::ffff:)?169\.254\./i.test(address) || /^fd00:ec2::/i.test(address),
  );
  return metadata === undefined
    ? null
    : `${host} is ${metadata}, a link-local address of the cloud's own services; no message is sent there.`;
}

async function sendMail(
  target: Extract<ChannelTarget, { kind: 'email' }>,
  { language, secret }: Receiver,
  facts: MessageFacts,
): Promise<Delivery> {
  const transport = createTransport({
    host: target.host,
    port: target.port,
    secure: target.tls,
    ...(target.user === null ? {} : { auth: { user: target.user, pass: secret ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  try {
    const { subject, text, html, messageId, references } = mail(facts, language);
    const sent = await transport.sendMail({
      from: target.from,
      to: target.to,
      subject,
      text,
      html,
      messageId,
      references,
    });
    return {
      delivered: true,
      status: null,
      message: String(sent.response),
      again: false,
      retryAfterMs: null,
    };
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode;
    // 5yz is the server's last word (RFC 5321, 4.2.1).
    const again = code === undefined || code < 500;
    return { ...failed(messageOf(error), again), status: code ?? null };
  } finally {
    transport.close();
  }
}

const failed = (message: string, again: boolean): Delivery => ({
  delivered: false,
  status: null,
  message,
  again,
  retryAfterMs: null,
});

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.slice(0, MOST_ANSWER);
}

function withoutSecrets(text: string, { secret }: Receiver): string {
  return secret === null || secret === '' ? text : text.replaceAll(secret, '•••');
}

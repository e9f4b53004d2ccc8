import type { ChannelTarget } from '@danji/shared';
import { callOut, MOST_ANSWER, type CallAnswer } from './call-out.js';
import { hideSecrets } from './hide-secrets.js';
import { mail, signature, slackBody, webhookBody, type MessageFacts } from './message.js';
import { RefusedAddress } from './refused-address.js';
import { retryAfterMs } from './retry.js';
import { sendMail } from './send-mail.js';

/** Connecting and sending each end within this, so that a try always ends long before its lease does. */
const TIMEOUT_MS = 10_000;

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
  const delivery = await tryOnce(receiver, facts, now).catch((error: unknown) =>
    failed(messageOf(error), !(error instanceof RefusedAddress)),
  );
  // A receiver may repeat in its answer what it was sent, also when it accepts.
  const message = hideSecrets(delivery.message, [receiver.secret]).slice(0, MOST_ANSWER);
  return { ...delivery, message };
}

async function tryOnce(receiver: Receiver, facts: MessageFacts, now: number): Promise<Delivery> {
  const { target, language, secret } = receiver;
  if (target.kind === 'email') {
    const { accepted, code, message } = await sendMail(target, secret, mail(facts, language), TIMEOUT_MS);
    if (accepted) return { ...failed(message, false), delivered: true };
    // 5yz is the server's last word (RFC 5321, 4.2.1).
    return { ...failed(message, code === null || code < 500), status: code };
  }
  const url = target.kind === 'slack' ? secret : target.url;
  if (url === null) return failed('The channel has no address; edit it and enter one.', false);
  const content = target.kind === 'slack' ? slackBody(facts, language) : webhookBody(facts, language);
  const body = JSON.stringify(content);
  const answer = await callOut(url, {
    method: 'POST',
    body,
    timeoutMs: TIMEOUT_MS,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Danji',
      'idempotency-key': facts.id,
      ...(target.kind === 'webhook' && secret !== null
        ? { 'x-danji-signature': signature(secret, body, now) }
        : {}),
    },
  });
  return judge(answer, now);
}

function judge({ status, retryAfter, body }: CallAnswer, now: number): Delivery {
  const words = body.trim();
  if (status >= 200 && status < 300) {
    return { ...failed(words || 'accepted', false), delivered: true, status };
  }
  const moved =
    status >= 300 && status < 400 ? ' It redirects, which is not followed: enter the address itself.' : '';
  return {
    ...failed(
      `The receiver answered ${status}.${moved} ${words}`.trim(),
      status === 408 || status === 429 || status >= 500,
    ),
    status,
    retryAfterMs: retryAfterMs(retryAfter, now),
  };
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
  // Of several addresses of one host each has its own error, and the whole none.
  const [first] = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return error.message || (first instanceof Error ? first.message : error.name);
}

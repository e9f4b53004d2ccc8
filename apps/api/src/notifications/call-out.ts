import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { checkHost, guardedLookup } from './refused-address.js';

/** No more of an answer is read than is shown. */
export const MOST_ANSWER = 500;

export interface CallAnswer {
  status: number;
  /** The header as it came. */
  retryAfter: string | null;
  /** Its first characters. */
  body: string;
}

/**
 * One request to an address that people entered: no redirect is followed, and all of it, from looking the name up to the
 * last byte that is read, ends within `timeoutMs`.
 * @throws RefusedAddress, or Error where there was no answer
 */
export async function callOut(
  address: string,
  call: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string; timeoutMs: number },
): Promise<CallAnswer> {
  const url = new URL(address);
  checkHost(url.hostname);
  const signal = AbortSignal.timeout(call.timeoutMs);
  try {
    const response = await answerOf(url, call, signal);
    const body = await firstCharacters(response);
    return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null, body };
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error(`No answer within ${call.timeoutMs / 1000} s.`, { cause: error });
  }
}

function answerOf(
  url: URL,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: string },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, lookup: guardedLookup(), signal };
    const sent = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What comes after them is not waited for: leaving the loop closes the connection. */
async function firstCharacters(response: IncomingMessage): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response) {
    text += decoder.decode(chunk as Buffer, { stream: true });
    if (text.length >= MOST_ANSWER) break;
  }
  return text.slice(0, MOST_ANSWER);
}

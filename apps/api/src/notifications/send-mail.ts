import { connect, isIP, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { ChannelTarget } from '@danji/shared';
import type { Mail } from './message.js';
import { checkHost, guardedLookup } from './refused-address.js';

type MailTarget = Extract<ChannelTarget, { kind: 'email' }>;
const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** What a mail server said to a message; `code` is its reply code (RFC 5321, 4.2), null where it gave none. */
export interface MailAnswer {
  accepted: boolean;
  code: number | null;
  message: string;
}

/**
 * Hands one mail to its server, all of it within `timeoutMs`. A password is never sent in the clear, except on this
 * machine.
 * @throws RefusedAddress
 */
export async function sendMail(
  target: MailTarget,
  password: string | null,
  { messageId, references, ...content }: Mail,
  timeoutMs: number,
): Promise<MailAnswer> {
  const socket = await openSocket(target, timeoutMs);
  const transport = createTransport({
    host: target.host,
    port: target.port,
    secure: target.tls,
    connection: socket,
    requireTLS: !target.tls && target.user !== null && !LOOPBACK.test(target.host),
    ...(target.user === null ? {} : { auth: { user: target.user, pass: password ?? '' } }),
    ...(isIP(target.host) === 0 ? { tls: { servername: target.host } } : {}),
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Each reply may come in time and all of them together not.
  const late = setTimeout(() => socket.destroy(new Error(lateText(timeoutMs))), timeoutMs);
  try {
    const sent = await transport.sendMail({
      ...content,
      from: target.from,
      to: target.to,
      messageId,
      references,
      inReplyTo: references,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    const refused = sent.rejected.length === 0 ? '' : ` Refused for ${sent.rejected.join(', ')}.`;
    return { accepted: true, code: null, message: `${sent.response}${refused}` };
  } catch (error) {
    const { responseCode, message } = error as { responseCode?: number; message: string };
    return { accepted: false, code: responseCode ?? null, message };
  } finally {
    clearTimeout(late);
    transport.close();
    socket.destroy();
  }
}

function openSocket({ host, port }: MailTarget, timeoutMs: number): Promise<Socket> {
  checkHost(host);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup() });
    const late = setTimeout(() => socket.destroy(new Error(lateText(timeoutMs))), timeoutMs);
    const settle = (): void => clearTimeout(late);
    socket.once('connect', () => {
      settle();
      socket.off('error', failed);
      resolve(socket);
    });
    const failed = (error: Error): void => {
      settle();
      reject(error);
    };
    socket.once('error', failed);
  });
}

const lateText = (timeoutMs: number): string =>
  `The mail server did not take it within ${timeoutMs / 1000} s.`;

import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Who asks, and where: read from the signature's credential scope. The signature itself is not checked. */
export interface Identity {
  accessKeyId: string;
  accountId: string;
  region: string;
  /** Service of the credential scope, e.g. `ecs`, `monitoring`. */
  scopeService: string;
  userArn: string;
  userId: string;
}

const CREDENTIAL = /Credential=([^/,\s]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/;

/**
 * Account by access key id: twelve digits inside the key (`AKIASIM111122223333`, or `ASIASIM...` for a role) name the
 * account; any other key is the first account of the world. Undefined when the request is not signed.
 */
export function identify(headers: IncomingHttpHeaders, defaultAccount: string): Identity | undefined {
  const match = CREDENTIAL.exec(headers.authorization ?? '');
  if (!match) return undefined;
  const [, accessKeyId = '', , region = '', scopeService = ''] = match;
  const accountId = /\d{12}/.exec(accessKeyId)?.[0] ?? defaultAccount;
  const token = headers['x-amz-security-token'];
  const who = principal(accessKeyId, accountId, typeof token === 'string' ? token : undefined);
  return { accessKeyId, accountId, region, scopeService, ...who };
}

interface Principal {
  userArn: string;
  userId: string;
}

function principal(accessKeyId: string, accountId: string, token: string | undefined): Principal {
  if (!accessKeyId.startsWith('ASIA')) {
    return { userArn: `arn:aws:iam::${accountId}:user/danji`, userId: 'AIDASIMULATEDUSER0001' };
  }
  const [role = 'DanjiReadOnly', session = 'danji'] = readSessionToken(token);
  return assumedRole(accountId, role, session);
}

/** The session of a role as AWS names it. */
export function assumedRole(accountId: string, role: string, session: string): Principal {
  return {
    userArn: `arn:aws:sts::${accountId}:assumed-role/${role}/${session}`,
    userId: `AROASIMULATEDROLE0001:${session}`,
  };
}

/** A session token carries role and session, so that the keys need not be kept. */
export function sessionToken(role: string, session: string): string {
  const filler = randomBytes(120).toString('base64url');
  return Buffer.from(JSON.stringify([role, session, filler])).toString('base64');
}

function readSessionToken(token: string | undefined): string[] {
  if (token === undefined) return [];
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    return Array.isArray(parsed) ? parsed.map(String) : [];
  } catch (error) {
    // A token of somewhere else: the role is not known.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Keys that STS hands out for a role of `accountId`; `identify` reads the account back from them. */
export function roleAccessKey(accountId: string): string {
  return `ASIASIM${accountId}A`;
}

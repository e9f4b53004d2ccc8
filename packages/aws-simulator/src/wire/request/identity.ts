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
  return { accessKeyId, accountId, region, scopeService, ...principal(accessKeyId, accountId) };
}

function principal(accessKeyId: string, accountId: string): { userArn: string; userId: string } {
  if (accessKeyId.startsWith('ASIA')) {
    return {
      userArn: `arn:aws:sts::${accountId}:assumed-role/DanjiReadOnly/danji`,
      userId: 'AROASIMULATEDROLE0001:danji',
    };
  }
  return { userArn: `arn:aws:iam::${accountId}:user/danji`, userId: 'AIDASIMULATEDUSER0001' };
}

/** Keys that STS hands out for a role of `accountId`; `identify` reads the account back from them. */
export function roleAccessKey(accountId: string): string {
  return `ASIASIM${accountId}A`;
}

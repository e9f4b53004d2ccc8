/** Shorter ones are words that stand anywhere: hiding them would say more than it hides. */
const LEAST_WHOLE = 3;
const LEAST_PART = 6;

/**
 * A text without what is secret in it. Receivers and libraries repeat a secret whole or in part: the path of an address,
 * the last part of that path, or the password as a mail server got it (base64, RFC 4954).
 */
export function hideSecrets(text: string, secrets: readonly (string | null)[]): string {
  const parts = secrets.flatMap((secret) => (secret === null ? [] : partsOf(secret)));
  return parts
    .filter((part) => part.length >= (secrets.includes(part) ? LEAST_WHOLE : LEAST_PART))
    .toSorted((a, b) => b.length - a.length)
    .reduce((hidden, part) => hidden.replaceAll(part, '•••'), text);
}

function partsOf(secret: string): string[] {
  const whole = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
  if (!URL.canParse(secret)) return whole;
  const { pathname, search, searchParams } = new URL(secret);
  return [...whole, pathname, search, ...pathname.split('/'), ...searchParams.values()];
}

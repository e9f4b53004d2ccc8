import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskSensitive } from './mask.js';

// Made of parts, so that no scanner takes this file for a leak.
const accessKey = ['AKIA', 'ABCDEFGHIJKLMNOP'].join('');
const secretKey = ['wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY'].join('');
const jwt = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'abcdefgh_123'].join('.');

const HIDDEN: [string, string, string][] = [
  ['an access key id', `key ${accessKey} used`, 'key [aws_access_key] used'],
  ['a secret key', `aws_secret_access_key=${secretKey}`, 'aws_secret_access_key=[aws_secret_key]'],
  ['a JSON web token', `got ${jwt}`, 'got [token]'],
  ['a bearer header', 'Authorization: Bearer abcdef123456', 'Authorization: Bearer [token]'],
  ['an API key field', '{"apiKey":"0123456789abc"}', '{"apiKey":"[token]"}'],
  [
    'a session token in a URL',
    'GET /?X-Amz-Security-Token=FQoGZXIv123&a=1',
    'GET /?X-Amz-Security-Token=[token]&a=1',
  ],
  ['a password field', 'password=hunter2, user=a', 'password=[password], user=a'],
  [
    'a password in a connection string',
    'postgres://app:s3cret@db:5432/x',
    'postgres://app:[password]@db:5432/x',
  ],
  ['a card with spaces', 'card 4111 1111 1111 1111 ok', 'card [card] ok'],
  ['a card without', 'card 5555555555554444', 'card [card]'],
  ['a resident number', '주민 900101-1234567 확인', '주민 [resident_number] 확인'],
  ['an e-mail address', 'to kim.cs+x@example.co.kr sent', 'to [email] sent'],
  ['a Korean mobile number', 'tel 010-1234-5678', 'tel [phone]'],
  ['a Korean mobile number in full', 'tel +82-10-1234-5678', 'tel [phone]'],
  ['a Seoul number', 'tel 02-123-4567', 'tel [phone]'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '[private_key]'],
];

const KEPT: [string, string][] = [
  ['a task id', 'task 0123456789abcdef0123456789abcdef stopped'],
  ['a deployment id, though it is long', 'deployment ecs-svc/9249720185770379859 done'],
  ['an epoch in ms', '{"time":1763900000000,"level":30}'],
  ['an order number that fails Luhn', 'order 4111111111111112'],
  ['an address', 'from 10.0.12.34:5432 to 10.0.12.35'],
  ['a date and time', '2026-11-23 14:07:01.123'],
  ['a digest', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ['thirteen digits whose date is none', 'ref 123415-1234567'],
  ['a count of tokens', 'used 1200 tokens'],
];

describe('masking a log line', () => {
  it.each(HIDDEN)('hides %s', (_what, line, masked) => {
    expect(maskSensitive(line).text).toBe(masked);
  });

  it.each(KEPT)('leaves %s', (_what, line) => {
    expect(maskSensitive(line)).toEqual({ text: line, counts: {} });
  });

  it('counts what it hid', () => {
    expect(maskSensitive('a@example.com b@example.com 010-1234-5678').counts).toEqual({ email: 2, phone: 1 });
  });

  it('changes nothing the second time', () => {
    const parts = fc.array(fc.oneof(fc.string(), fc.constantFrom(...HIDDEN.map(([, line]) => line))));
    fc.assert(
      fc.property(parts, (lines) => {
        const once = maskSensitive(lines.join(' ')).text;
        expect(maskSensitive(once).text).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});

/** A number of sixteen digits whose last is Luhn's check. */
const card = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }).map((digits) => {
  const body = [4, ...digits];
  const sum = body.reduce((total, digit, i) => {
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return [...body, (10 - (sum % 10)) % 10].join('');
});
const two = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'));
const resident = fc
  .tuple(two(0, 99), two(1, 12), two(1, 28), fc.integer({ min: 1, max: 8 }), fc.stringMatching(/^\d{6}$/))
  .map(([year, month, day, kind, rest]) => `${year}${month}${day}-${kind}${rest}`);
const secrets = fc.oneof(
  card,
  card.map((digits) => digits.replace(/(\d{4})(?=\d)/g, '$1-')),
  resident,
  fc.stringMatching(/^[a-z]{3,9}\.[a-z0-9]{2,9}@[a-z]{3,9}\.(?:com|co\.kr)$/),
  fc.stringMatching(/^010-\d{4}-\d{4}$/),
  fc.stringMatching(/^AKIA[A-Z0-9]{16}$/),
  fc.stringMatching(/^ghp_[A-Za-z0-9]{36}$/),
);

describe('whatever stands around it', () => {
  it('nothing sensitive is left of a line', () => {
    const around = fc.constantFrom('', 'user', '{"a":"', '결제', 'x=1,', '[', 'to:');
    fc.assert(
      fc.property(around, secrets, around, (before, secret, after) => {
        const { text, counts } = maskSensitive(`${before} ${secret} ${after}`);
        expect(text).not.toContain(secret);
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('masking a hostile line of 200 kB', () => {
  it.each([
    'a-',
    'a.',
    '1 ',
    'a@',
    'password',
    'x://',
    '-----BEGIN PRIVATE KEY-----',
    'eyJaaaaaaaa.',
    '"secret":',
  ])('made of %s stays linear', (part) => {
    const line = part.repeat(200_000 / part.length);
    const started = performance.now();
    maskSensitive(line);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

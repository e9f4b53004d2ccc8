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

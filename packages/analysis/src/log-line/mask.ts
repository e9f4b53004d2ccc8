/** What was found and hidden in a line. */
export const MASK_KINDS = [
  'aws_access_key',
  'aws_secret_key',
  'private_key',
  'token',
  'password',
  'card',
  'resident_number',
  'email',
  'phone',
] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

export interface MaskedText {
  text: string;
  /** How many values of each kind were hidden; kinds that were not found are absent. */
  counts: Partial<Record<MaskKind, number>>;
}

interface MaskRule {
  kind: MaskKind;
  pattern: RegExp;
  /** Whether a match is really of the kind: checksums keep order numbers readable. */
  holds?: (match: string) => boolean;
}

/**
 * A group named `keep` stays in the text before the mask (the name of a field, so that a line stays readable).
 * Order matters: the wide kinds (phone, card) come after those whose values contain digits.
 */
const RULES: readonly MaskRule[] = [
  {
    kind: 'private_key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { kind: 'aws_access_key', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  {
    kind: 'aws_secret_key',
    pattern:
      /(?<keep>(?:aws_?)?secret_?(?:access_?)?key["']?\s*[=:]\s*["']?)[A-Za-z0-9/+=]{40}(?![A-Za-z0-9/+=])/gi,
  },
  { kind: 'token', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g },
  {
    kind: 'token',
    pattern:
      /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|xox[abposr]-[\w-]{10,}|sk-[\w-]{20,}|glpat-[\w-]{20,}|npm_\w{20,})/g,
  },
  { kind: 'token', pattern: /(?<keep>\b(?:bearer|basic)\s+)[\w\-.~+/]{8,}=*/gi },
  {
    kind: 'token',
    pattern:
      /(?<keep>\b(?:[\w-]{0,40}(?:token|api[_-]?key|secret|session[_-]?id|authorization|x-amz-(?:security-token|signature|credential))["']?\s*[=:]\s*["']?))(?!\*|\[[a-z_]+\]|bearer\b|basic\b)[^\s"'&,;}\])]{6,}/gi,
  },
  {
    kind: 'password',
    pattern:
      /(?<keep>\b[\w-]{0,40}(?:password|passwd|pwd)["']?\s*[=:]\s*["']?)(?!\*|\[[a-z_]+\])[^\s"'&,;}\])]+/gi,
  },
  {
    kind: 'password',
    pattern: /(?<keep>\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{0,200}:)(?!\[[a-z_]+\]@)[^\s/@]+(?=@)/gi,
  },
  { kind: 'email', pattern: /\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}\b/gi },
  { kind: 'resident_number', pattern: /(?<![\d-])\d{6}[- ]?[1-8]\d{6}(?![\d-])/g, holds: isResidentNumber },
  { kind: 'card', pattern: /(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w-])/g, holds: isCardNumber },
  {
    kind: 'phone',
    pattern: /(?<![\w.-])(?:\+82[- ]?(?:\(0\))?|0)1[016789][- .]?\d{3,4}[- .]?\d{4}(?![\w-])/g,
  },
  { kind: 'phone', pattern: /(?<![\w.-])0(?:2|[3-6]\d|70)[- ]\d{3,4}[- ]\d{4}(?![\w-])/g },
  { kind: 'phone', pattern: /(?<![\w.])\+(?!82)\d{1,3}[- ]?\(?\d{2,4}\)?[- ]\d{3,4}[- ]?\d{3,4}(?![\w-])/g },
];

/**
 * Hides what must not be stored: AWS keys, tokens, passwords, private keys, payment cards (Luhn), Korean resident and
 * foreigner numbers (date and, for numbers issued before October 2020, checksum), e-mail and phone. Each value becomes
 * `[kind]`; masking a masked line changes nothing.
 */
export function maskSensitive(line: string): MaskedText {
  const counts: Partial<Record<MaskKind, number>> = {};
  let text = line;
  for (const { kind, pattern, holds } of RULES) {
    text = text.replace(pattern, (...found: unknown[]) => {
      const match = String(found[0]);
      if (holds && !holds(match)) return match;
      counts[kind] = (counts[kind] ?? 0) + 1;
      return `${keptPart(found.at(-1))}[${kind}]`;
    });
  }
  return { text, counts };
}

function keptPart(groups: unknown): string {
  if (typeof groups !== 'object' || groups === null || !('keep' in groups)) return '';
  return typeof groups.keep === 'string' ? groups.keep : '';
}

/** 13-19 digits that satisfy Luhn's check (ISO/IEC 7812-1) and are not one digit over and over. */
function isCardNumber(match: string): boolean {
  const digits = match.replaceAll(/\D/g, '');
  if (digits.length < 13 || /^(\d)\1+$/.test(digits) || !/^[2-6]/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * YYMMDD-GXXXXXX. Numbers issued since October 2020 have random digits, so a hyphen and a real date are enough;
 * without a hyphen the old checksum must hold, else any 13 digits of a log would be hidden.
 */
function isResidentNumber(match: string): boolean {
  const digits = match.replaceAll(/\D/g, '');
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  if (match.length > 13) return true;
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  const foreigner = Number(digits[6]) >= 5;
  const check = (11 - (sum % 11)) % 10;
  return Number(digits[12]) === (foreigner ? (check + 2) % 10 : check);
}

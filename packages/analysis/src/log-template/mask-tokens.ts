/** What stands for a value in a template. */
export const WILDCARD = '<*>';

/** Longer lines and words are cut: what tells templates apart stands at their beginning. */
const LONGEST_TEXT = 2_000;
const LONGEST_WORD = 200;
const MOST_WORDS = 80;

/** A date of syslog and ctime: one value, though it is several words. */
const DATE =
  /\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} \d\d:\d\d:\d\d(?: \d{4})?\b/g;
/** A number with its unit behind a blank, and the same once more in brackets: `2048 bytes (2.0 KB)`, `<1 sec`. */
const AMOUNT =
  /<?\b\d{1,20}(?:\.\d{1,9})? (?:sec|seconds|ms|bytes|[KMGT]i?B|B)\b(?: \(\d{1,20}(?:\.\d{1,9})? [KMGT]i?B\))?/g;

/** Values within one word, the wide kinds last. A word is short, so none of them can be made to take long. */
const VALUES: readonly RegExp[] = [
  /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b0x[0-9a-f]+\b/gi,
  // IPv4 with its port, as Java prints it with a stroke before.
  /\/?\b(?:\d{1,3}\.){3}\d{1,3}\b(?::\d+)?/g,
  /\bblk_-?\d+/g,
  // host:port, and names of three parts and more.
  /(?<![\w.-])(?:[\w-]+\.)+[\w-]+:\d+/g,
  /(?<![\w.-])(?:[\w-]+\.){2,}[\w-]+/g,
  // Paths.
  /(?:\/[\w.$@-]+){2,}\/?/g,
  // Times of day.
  /\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\b/g,
  // Hexadecimal with a digit in it, and numbers that are no part of a word.
  /\b(?=[0-9a-f]*\d)[0-9a-f]{5,}\b/gi,
  /(?<![A-Za-z\d])[-+]?\d+(?:[.,]\d+)*(?![A-Za-z])/g,
];

/** Only words with one of these signs can hold a value. */
const MAY_HOLD_VALUE = /[\d/.]/;

/** The words of a line with every value that can be told by its form replaced by the wildcard. */
export function maskedTokens(text: string): string[] {
  const cut = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const spans = cut.replace(DATE, WILDCARD).replace(AMOUNT, WILDCARD);
  const words = spans.split(/\s+/, MOST_WORDS + 1).filter((word) => word !== '');
  if (words.length > MOST_WORDS) words.length = MOST_WORDS;
  return words.map(maskedWord);
}

function maskedWord(word: string): string {
  if (!MAY_HOLD_VALUE.test(word)) return word.length > LONGEST_WORD ? WILDCARD : word;
  if (word.length > LONGEST_WORD) return WILDCARD;
  let masked = word;
  for (const value of VALUES) masked = masked.replace(value, WILDCARD);
  return masked;
}

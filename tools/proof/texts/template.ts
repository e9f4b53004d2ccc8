/** What texts of one kind share: names, ids, ARNs, addresses, quoted parts and numbers masked. */
import { createHash } from 'node:crypto';
import type { Half } from './corpus.ts';

/** In order; the marks are part of the corpus's ids and must not change. */
const MASKS: readonly [RegExp, string][] = [
  [/\s*for more information, see .*$/, ''],
  [/^\(service [^)]*?, taskset [^)]*\)/, '(service *, taskset *)'],
  [/^\(service [^)]*\)/, '(service *)'],
  [/^service (\([^)]*\)|\[[^\]]*\](\([^)]*\))?|\S+)/, 'service *'],
  [/\[[0-9a-f]{20,}\]\([^)]*\)/g, '*'],
  [/arn:[^\s,)']*/g, '*'],
  [/\b(?:https?:\/\/)[^\s,"')]*/g, '*'],
  [/'[^']*'|‘[^’]*’|"[^"]*"/g, '*'],
  [
    /\(?\b(task|container-instance|instance|target-group|elb|port|deployment|taskset|task set)(?: |-)?\(?[\w:./*-]*\d[\w:./*-]*\)?\)?/g,
    '$1 *',
  ],
  [/\(target-group [^)]*\)/g, 'target-group *'],
  [/\b[\w.-]+\.(?:amazonaws\.com|io|com)\S*/g, '*'],
  [/\b[\w-]*\d[\w./:@-]*/g, '#'],
  [/[\s.]+$/, ''],
  [/\s+/g, ' '],
];

/** First 12 hex digits of the SHA-256 of the masked text. */
export function templateId(text: string): string {
  const masked = MASKS.reduce((rest, [mask, by]) => rest.replace(mask, by), text.toLowerCase());
  return createHash('sha256').update(masked).digest('hex').slice(0, 12);
}

/** The half that a template belongs to: an odd first byte is the test half. */
export function halfOf(template: string): Half {
  return Number.parseInt(template.slice(0, 2), 16) % 2 === 1 ? 'test' : 'train';
}

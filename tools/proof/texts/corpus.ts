/** The labelled texts of packages/analysis/corpus; its README says what the fields mean. */
import { readFileSync } from 'node:fs';

export const HALVES = ['train', 'test'] as const;
export type Half = (typeof HALVES)[number];

export interface LabelledText {
  id: string;
  kind: 'stoppedReason' | 'containerReason' | 'serviceEvent';
  text: string;
  stopCode?: string;
  exitCode?: number;
  label: string;
  template: string;
  source: string;
}

const CORPUS = new URL('../../../packages/analysis/corpus/', import.meta.url);

export function readHalf(half: Half): LabelledText[] {
  return readFileSync(new URL(`${half}.jsonl`, CORPUS), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LabelledText);
}

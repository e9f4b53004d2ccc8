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

/** One of the two halves, or the texts that were found after the rules had been landed. */
export function readTexts(name: Half | 'later'): LabelledText[] {
  return readFileSync(new URL(`${name}.jsonl`, CORPUS), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LabelledText);
}

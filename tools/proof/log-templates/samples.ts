import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMIT, type System } from './systems.ts';

export interface LabelledLine {
  text: string;
  /** Which event it is, by those who labelled the sample. */
  event: string;
}

const DOWNLOAD_MS = 20_000;

/** The sample of a system from a directory; with `download` from its public address, kept there. Null: not to be had. */
export async function readSample(
  system: System,
  directory: string,
  download: boolean,
): Promise<LabelledLine[] | null> {
  const name = `${system.name}_2k.log_structured.csv`;
  const file = [join(directory, name), join(directory, system.name, name)].find((path) => existsSync(path));
  const text =
    file === undefined ? await fetched(system, name, directory, download) : readFileSync(file, 'utf8');
  if (text === null) return null;
  const sum = createHash('sha256').update(text).digest('hex');
  if (sum !== system.sha256) throw new Error(`${name} is not the sample: its SHA-256 is ${sum}.`);
  return linesOf(text);
}

async function fetched(
  system: System,
  name: string,
  directory: string,
  download: boolean,
): Promise<string | null> {
  if (!download) return null;
  const address = `https://raw.githubusercontent.com/logpai/loghub/${COMMIT}/${system.name}/${name}`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!answer.ok) return null;
    const text = await answer.text();
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, name), text);
    return text;
  } catch (cause) {
    console.log(`  ${address}: ${cause instanceof Error ? cause.message : String(cause)}`);
    return null;
  }
}

function linesOf(text: string): LabelledLine[] {
  const [header = [], ...rows] = csvRows(text);
  const [content, event] = [header.indexOf('Content'), header.indexOf('EventId')];
  return rows
    .filter((row) => row.length === header.length)
    .map((row) => ({ text: row[content] ?? '', event: row[event] ?? '' }));
}

/** RFC 4180: quoted fields hold commas, line breaks and doubled quotes. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (end === '' && row.length === 0 && quoted === undefined && plain === '') break;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

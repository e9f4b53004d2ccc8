import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { parseScenario } from '../scenarios/index.js';
import { parseFaultRules, type FaultRule } from '../wire/faults/schema.js';
import { FlagError } from './options.js';

/** Fault rules of a JSON or YAML file. Throws FlagError with what is wrong where. */
export function readFaultsFile(path: string | undefined): FaultRule[] {
  if (path === undefined) return [];
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new FlagError(
      `--faults ${path}: the file cannot be read (${reason(error)}). Give the path of a JSON or YAML file.`,
    );
  }
  try {
    return parseFaultRules(parseYaml(text));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : reason(error);
    throw new FlagError(`--faults ${path}: ${detail}\nSee docs/simulator.md, "Faults and limits".`);
  }
}

/** A replay directory must be one. */
export function checkReplayDir(path: string | undefined): void {
  if (path === undefined) return;
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new FlagError(
      `--replay ${path}: there is no such directory. Give one that holds CSV files of timestamp,value.`,
    );
  }
}

// From src/cli and dist/cli alike: the YAML files stay in src.
const BUILTIN = fileURLToPath(new URL('../../src/scenarios/builtin/', import.meta.url));

/**
 * Checked scenario documents for file paths or built-in names; without any, the built-in `demo`. Throws FlagError for a
 * file that cannot be read and ScenarioError for what is wrong inside.
 */
export function loadScenarios(names: string[]): unknown[] {
  return (names.length > 0 ? names : ['demo']).map((name) => {
    const document = readScenario(name);
    parseScenario(document, `--scenario ${name}`);
    return document;
  });
}

function readScenario(name: string): unknown {
  const builtin = `${BUILTIN}${name}.yaml`;
  const path = /^[a-z0-9-]+$/.test(name) && existsSync(builtin) ? builtin : name;
  try {
    return parseYaml(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new FlagError(
      `--scenario ${name}: ${reason(error)}. Give a YAML file or one of ${builtinScenarios().join(', ')}.`,
    );
  }
}

function builtinScenarios(): string[] {
  return readdirSync(BUILTIN)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));
}

export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Conformance: every answer of the simulator against botocore's own models. `--short` is the same run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../packages/aws-simulator/dist/cli.js', import.meta.url));
const script = fileURLToPath(new URL('run.py', import.meta.url));

const simulator = spawn(process.execPath, [cli, '--port', '0'], {
  stdio: ['pipe', 'pipe', 'inherit'],
  env: { ...process.env, DANJI_SUPERVISED: '1' },
});
const passed = process.argv.slice(2).filter((argument) => argument !== '--short');
const died = new AbortController();
simulator.once('exit', () => died.abort());

try {
  process.exitCode = await check();
} catch (error) {
  console.error(`FAIL: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  simulator.stdin.end();
}

async function check() {
  const url = await listening();
  const python = spawn('python3', [script, '--endpoint', url, ...passed], {
    stdio: 'inherit',
    signal: died.signal,
  });
  python.once('error', () => console.error('Python 3.10 or later is needed as python3.'));
  const [status] = await once(python, 'exit');
  return status ?? 1;
}

/** The address which the simulator names once its fleet lives. */
async function listening() {
  let text = '';
  for await (const chunk of simulator.stdout) {
    text += chunk;
    const found = /listening on (http:\S+)/.exec(text);
    if (found) return found[1];
  }
  throw new Error(`the simulator ended before it listened: ${text}`);
}

/** Conformance: every answer of the simulator against botocore's own models. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../packages/aws-simulator/dist/cli.js', import.meta.url));
const script = fileURLToPath(new URL('run.py', import.meta.url));

const simulator = spawn(process.execPath, [cli, '--port', '0'], {
  stdio: ['pipe', 'pipe', 'inherit'],
  env: { ...process.env, DANJI_SUPERVISED: '1' },
});
const code = await Promise.race([
  check(),
  once(simulator, 'exit').then(([status]) => {
    console.error(`FAIL: the simulator ended with ${status} before it listened.`);
    return 1;
  }),
]);
simulator.stdin.end();
process.exitCode = code;

async function check() {
  const url = await listening();
  const python = spawn('python3', [script, '--endpoint', url, ...process.argv.slice(2)], { stdio: 'inherit' });
  python.on('error', (error) => console.error(`python3 cannot be started: ${error.message}. Install Python 3.10 or later.`));
  const [status] = await Promise.race([once(python, 'exit'), once(python, 'error').then(() => [1])]);
  return status ?? 1;
}

async function listening() {
  let text = '';
  for await (const chunk of simulator.stdout) {
    text += chunk;
    const found = /listening on (http:\S+)/.exec(text);
    if (found) return found[1];
  }
  throw new Error('The simulator closed its output before it listened.');
}

/** `npm run simulator -- --port 4580 …`: the simulated AWS account alone, with the options of docs/simulator.md. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from '../bootstrap/build.mjs';
import { childEnvironment } from '../bootstrap/environment.mjs';
import { ROOT } from '../bootstrap/paths.mjs';
import { Progress } from '../bootstrap/progress.mjs';

await build('simulator', new Progress());
const program = join(ROOT, 'packages', 'aws-simulator', 'dist', 'cli.js');
const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
  env: childEnvironment(),
  stdio: 'inherit',
});
// The terminal tells the simulator itself; this one waits for its end.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('disconnect', () => child.kill('SIGTERM'));
child.once('exit', (code) => process.exit(code ?? 1));

/**
 * `node tied.mjs COMMAND ARGS…`: runs a program whose whole session ends when standard input does. A build that outlived
 * a killed parent would be in the way of the next one.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('error', (error) => {
  console.error(`${command} could not be run: ${error.message}`);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));
process.stdin.on('end', () => process.kill(-process.pid, 'SIGTERM'));
process.stdin.resume();

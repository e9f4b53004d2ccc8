/**
 * Starts the built site on PORT (3000) and HOST (127.0.0.1); `--dev` serves the sources with reload. Under a supervisor
 * (DANJI_SUPERVISED=1) it ends when stdin closes, so that no process outlives its parent.
 */
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';

const port = Number(process.env.PORT ?? 3000);
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT "${process.env.PORT}": write a whole number from 1 to 65535.`);
  process.exit(2);
}
const hostname = process.env.HOST ?? '127.0.0.1';
const dev = process.argv.includes('--dev');

// A product that runs in closed networks reports to nobody.
process.env.NEXT_TELEMETRY_DISABLED = '1';
const { default: next } = await import('next');
const app = next({ dev, dir: import.meta.dirname, hostname, port });
const server = createServer();

function stop(code) {
  server.close(() => process.exit(code));
  server.closeAllConnections();
}
process.once('SIGTERM', () => stop(0));
process.once('SIGINT', () => stop(0));
if (process.env.DANJI_SUPERVISED === '1') {
  process.stdin.resume();
  process.stdin.once('end', () => stop(0));
  process.stdin.once('close', () => stop(0));
}

await app.prepare();
const handle = app.getRequestHandler();
server.on('request', (request, response) => void handle(request, response));
server.on('upgrade', app.getUpgradeHandler());
server.once('error', (error) => {
  const known = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map((entry) => entry.address),
  );
  console.error(
    error.code === 'EADDRINUSE'
      ? `PORT ${port} on ${hostname} is taken by another process. Stop it or set PORT to a free one.`
      : error.code === 'EADDRNOTAVAIL'
        ? `HOST ${hostname} is no address of this machine (${known.join(', ')}).`
        : `The site cannot listen on ${hostname}:${port}: ${error.message}`,
  );
  process.exit(1);
});
server.listen(port, hostname, () => console.log(`Danji's site is ready on http://${hostname}:${port}`));

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { claimPort, freePort, portHolder } from '../../supervisor/ports.mjs';
import { spawnListener } from './listener.mjs';

describe('ports', () => {
  it('are claimed at once when free', async () => {
    await claimPort('PORT', await freePort(), '127.0.0.1');
  });

  it('held by something else are named with its process and a way out', async () => {
    const other = await spawnListener();
    try {
      assert.equal(portHolder(other.port)?.pid, other.pid);
      await assert.rejects(claimPort('API_PORT', other.port, '127.0.0.1'), (error) => {
        assert.match(error.message, new RegExp(`Port ${other.port} is held by process ${other.pid} \\(`));
        assert.match(error.message, /set API_PORT to another port/);
        return true;
      });
    } finally {
      await other.stop();
    }
  });

  it('fall back to a free one where the preferred one is taken', async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const taken = server.address().port;
    const got = await freePort(taken);
    server.close();
    assert.notEqual(got, taken);
  });
});

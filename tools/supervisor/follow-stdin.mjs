/**
 * Preloaded into every process that the supervisor starts: the supervisor holds the other end of standard input, so
 * its end means that the supervisor is gone, however it ended. The process is then asked to stop as by a person.
 */
const GIVE_UP_MS = 12_000;

if (process.env.DANJI_FOLLOW_STDIN === '1') {
  // Workers that this process starts inherit the preload, but not the pipe.
  delete process.env.DANJI_FOLLOW_STDIN;
  process.stdin.on('end', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), GIVE_UP_MS).unref();
  });
  process.stdin.on('error', () => undefined);
  process.stdin.resume();
  // Watching must not keep a process alive that has ended its work.
  process.stdin.unref?.();
}

import { delimiter, join } from 'node:path';
import { ROOT } from './paths.mjs';

/** What npm tells its scripts that a user may have set on purpose: how to reach the registry. */
const KEPT = /^npm_config_(registry|proxy|https_proxy|noproxy|cafile|userconfig|globalconfig|cache)$/i;

/**
 * The environment for programs started from here: without what npm adds for itself (nested npm and pnpm warn about
 * it), with the project's own executables first on the path, and quiet about telemetry and updates.
 */
export function childEnvironment(extra = {}) {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^npm_/i.test(name) || KEPT.test(name)) env[name] = value;
  }
  env.PATH = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  return {
    ...env,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    ...extra,
  };
}

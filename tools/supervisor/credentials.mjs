import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Settings of a profile that lead the SDK to credentials. */
const CREDENTIAL_KEYS =
  /^\s*(aws_access_key_id|sso_session|sso_start_url|role_arn|credential_process|web_identity_token_file|login_session)\s*=/m;

/**
 * Whether the AWS SDK's default chain would find credentials: environment, shared files, then what a container or an
 * instance offers. Only looks where it is quick: an instance is known by its maker's name, so a laptop is never kept
 * waiting for a metadata address that nobody answers.
 */
export async function findsCredentials(env) {
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return true;
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN) return true;
  if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI) return true;
  if (await inSharedFiles(env)) return true;
  return onInstanceWithRole(env);
}

async function textOf(path) {
  return readFile(path, 'utf8').catch(() => '');
}

async function inSharedFiles(env) {
  const profile = env.AWS_PROFILE || 'default';
  const folder = join(homedir(), '.aws');
  const credentials = await textOf(env.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials'));
  const config = await textOf(env.AWS_CONFIG_FILE || join(folder, 'config'));
  return [
    section(credentials, profile),
    section(config, profile),
    section(config, `profile ${profile}`),
  ].some((text) => CREDENTIAL_KEYS.test(text));
}

/** The lines below [name], up to the next section. */
function section(text, name) {
  const parts = text.split(/^\s*\[\s*([^\]]+?)\s*\]\s*$/m);
  const at = parts.findIndex((part, index) => index % 2 === 1 && part === name);
  return at === -1 ? '' : (parts[at + 1] ?? '');
}

async function onInstanceWithRole(env) {
  if (/^true$/i.test(env.AWS_EC2_METADATA_DISABLED ?? '')) return false;
  const vendor = await textOf('/sys/devices/virtual/dmi/id/sys_vendor');
  if (!vendor.startsWith('Amazon EC2')) return false;
  const base = env.AWS_EC2_METADATA_SERVICE_ENDPOINT || 'http://169.254.169.254';
  const ask = (path, options) => fetch(`${base}${path}`, { ...options, signal: AbortSignal.timeout(1_000) });
  try {
    const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '60' };
    const token = await (await ask('/latest/api/token', { method: 'PUT', headers })).text();
    const roles = await ask('/latest/meta-data/iam/security-credentials/', {
      headers: { 'x-aws-ec2-metadata-token': token },
    });
    return roles.ok;
  } catch {
    return false; // An instance that does not answer its metadata offers no credentials.
  }
}

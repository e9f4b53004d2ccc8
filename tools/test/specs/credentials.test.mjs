import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findsCredentials } from '../../supervisor/credentials.mjs';
import { withFiles } from './folders.mjs';

const NOWHERE = { AWS_EC2_METADATA_DISABLED: 'true' };

/** Looks for credentials where the shared files are these. */
function find(files, env = {}) {
  return withFiles(files, (folder) =>
    findsCredentials({
      ...NOWHERE,
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      AWS_CONFIG_FILE: join(folder, 'config'),
      ...env,
    }),
  );
}

describe('the search for AWS credentials', () => {
  it('finds none where there are none', async () => {
    assert.equal(await find({}), false);
    assert.equal(await find({ config: '[default]\nregion = ap-northeast-2\n' }), false);
  });

  it('finds keys in the environment, but not half of them', async () => {
    assert.equal(await find({}, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }), true);
    assert.equal(await find({}, { AWS_ACCESS_KEY_ID: 'a' }), false);
  });

  it('finds a web identity and a container', async () => {
    assert.equal(await find({}, { AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn' }), true);
    assert.equal(await find({}, { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1' }), true);
  });

  it('finds the profile that is asked for, in either file', async () => {
    const files = {
      credentials: '[other]\naws_access_key_id = a\naws_secret_access_key = b\n',
      config: '[default]\nregion = us-east-1\n[profile work]\nsso_session = s\n',
    };
    assert.equal(await find(files), false);
    assert.equal(await find(files, { AWS_PROFILE: 'other' }), true);
    assert.equal(await find(files, { AWS_PROFILE: 'work' }), true);
    assert.equal(await find(files, { AWS_PROFILE: 'absent' }), false);
  });
});

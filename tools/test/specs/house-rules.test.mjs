import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkHouseRules } from '../../verify/house-rules.mjs';
import { withFiles } from './folders.mjs';

const EMPTY = { 'apps/a.ts': '', 'packages/a.ts': '', 'prisma/a.ts': '', 'tools/a.mjs': '' };

describe('the house rules', () => {
  it('name the file and line that reads the wall clock', async () => {
    const files = { ...EMPTY, 'apps/b.ts': 'const a = 1;\nconst b = Date.now();\nconst c = new Date();\n' };
    await withFiles(files, (folder) => {
      const { errors } = checkHouseRules(folder);
      assert.deepEqual(
        errors.map((line) => line.split(':').slice(0, 2).join(':')),
        ['apps/b.ts:2', 'apps/b.ts:3'],
      );
    });
  });

  it('accept the clock itself, a date from a value, comments and specs', async () => {
    const files = {
      ...EMPTY,
      'apps/clock/clock.ts': 'export const now = () => Date.now();\n',
      'apps/b.ts': '// Date.now() is not for here\nexport const d = new Date(0);\n',
      'apps/b.spec.ts': 'Date.now();\n',
    };
    await withFiles(files, (folder) => assert.deepEqual(checkHouseRules(folder).errors, []));
  });

  it('warn of a file of more than 300 lines', async () => {
    const files = { ...EMPTY, 'apps/fits.ts': 'a;\n'.repeat(300), 'apps/long.ts': 'a;\n'.repeat(301) };
    await withFiles(files, (folder) => {
      assert.deepEqual(checkHouseRules(folder).warnings, ['apps/long.ts: 301 lines; split it below 300']);
    });
  });
});

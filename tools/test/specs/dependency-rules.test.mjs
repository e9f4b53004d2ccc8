import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { childEnvironment } from '../../bootstrap/environment.mjs';
import { ROOT } from '../../bootstrap/paths.mjs';
import { withFiles } from './folders.mjs';

/** Cruises a folder laid out like the checkout and answers the broken rules as `rule: file`. */
function breaches(folder) {
  for (const name of ['node_modules', '.dependency-cruiser.mjs'])
    symlinkSync(join(ROOT, name), join(folder, name));
  const bin = join(ROOT, 'node_modules', '.bin', 'depcruise');
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'packages', 'prisma'];
  const result = spawnSync(bin, args, { cwd: folder, encoding: 'utf8', env: childEnvironment() });
  assert.equal(result.stderr, '');
  return JSON.parse(result.stdout).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
}

function type(name, from) {
  return `import type { ${name} } from '${from}';\nexport type Planted = ${name};\n`;
}

const LAYOUT = {
  'apps/api/src/a/index.ts': '',
  'apps/api/src/a/about.ts': '',
  'apps/api/src/a/round.ts': "import './about.js';\n",
  'apps/api/src/a/a.repository.ts': type('Pool', '../../../../prisma/src/index.js'),
  'apps/api/src/a/aws/client.ts': type('Task', '@aws-sdk/client-ecs'),
  'apps/api/node_modules/@aws-sdk/client-ecs/package.json':
    '{"name":"@aws-sdk/client-ecs","main":"index.js"}',
  'apps/api/node_modules/@aws-sdk/client-ecs/index.js': '',
  'apps/web/src/features/a/inner.ts': '',
  'packages/shared/src/index.ts': 'export interface Contract { a: string }\n',
  'packages/analysis/src/index.ts': '',
  'packages/aws-simulator/src/index.ts': 'export interface Fleet { n: number }\n',
  'packages/aws-simulator/src/world/simulation/task.ts':
    "import type { Host } from './host.js';\nexport interface Task { host: Host }\n",
  'packages/aws-simulator/src/world/simulation/host.ts':
    "import type { Task } from './task.js';\nexport interface Host { tasks: Task[] }\n",
  'packages/aws-simulator/src/world/simulation/tick.ts': "import './beat.js';\n",
  'packages/aws-simulator/src/world/simulation/beat.ts': '',
  'prisma/src/index.ts': 'export interface Pool { n: number }\n',
};

/** By rule: the file that is planted and what it says. Mostly types, which leave no trace in JavaScript. */
const PLANTED = {
  'no-cycles': ['apps/api/src/a/about.ts', "import './round.js';\n"],
  'no-cycles-at-run-time': ['packages/aws-simulator/src/world/simulation/beat.ts', "import './tick.js';\n"],
  resolvable: ['apps/api/src/a/lost.ts', "import './nowhere.js';\n"],
  'shared-imports-none': ['packages/shared/src/x.ts', type('Pool', '../../../prisma/src/index.js')],
  'analysis-imports-shared-only': [
    'packages/analysis/src/x.ts',
    type('Fleet', '../../aws-simulator/src/index.js'),
  ],
  'analysis-is-pure': [
    'packages/analysis/src/reads.ts',
    "import { readFileSync } from 'node:fs';\nreadFileSync('a');\n",
  ],
  'web-imports-shared-only': ['apps/web/src/x.ts', type('Pool', '../../../prisma/src/index.js')],
  'simulator-imports-none': [
    'packages/aws-simulator/src/x.ts',
    type('Contract', '../../shared/src/index.js'),
  ],
  'simulator-is-no-product-code': [
    'apps/api/src/a/sim.ts',
    type('Fleet', '../../../../packages/aws-simulator/src/index.js'),
  ],
  'database-imports-none': ['prisma/src/x.ts', type('Contract', '../../packages/shared/src/index.js')],
  'aws-sdk-in-aws-only': ['apps/api/src/a/sdk.ts', type('Task', '@aws-sdk/client-ecs')],
  'database-in-repositories-only': ['apps/api/src/a/sql.ts', type('Pool', '../../../../prisma/src/index.js')],
  'controllers-call-verbs': ['apps/api/src/a/a.controller.ts', "import './a.repository.js';\n"],
  'api-features-meet-through-their-index': ['apps/api/src/b/x.ts', "import '../a/a.repository.js';\n"],
  'web-features-meet-through-their-index': ['apps/web/src/features/b/x.ts', "import '../a/inner.js';\n"],
};

describe('the dependency rules', () => {
  it('accept a tree that keeps them', async () => {
    await withFiles(LAYOUT, (folder) => assert.deepEqual(breaches(folder), []));
  });

  it('see a planted breach of every one of them', async () => {
    await withFiles({ ...LAYOUT, ...Object.fromEntries(Object.values(PLANTED)) }, (folder) => {
      const seen = breaches(folder);
      for (const [rule, [file]] of Object.entries(PLANTED))
        assert.ok(seen.includes(`${rule}: ${file}`), `${rule}: ${file}`);
    });
  });

  it('are all planted here', async () => {
    const { default: config } = await import('../../../.dependency-cruiser.mjs');
    assert.deepEqual(config.forbidden.map(({ name }) => name).toSorted(), Object.keys(PLANTED).toSorted());
  });
});

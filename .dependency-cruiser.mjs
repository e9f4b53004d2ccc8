/**
 * Who may know whom (docs/architecture.md). Every rule is an error; `npm run verify` runs them.
 */
const SPEC = String.raw`\.spec\.tsx?$|/test/|/e2e/`;

/** Our own packages, as a path in the workspace or, before they are built, as the bare name. */
const own = (...names) => `^(packages/(${names.join('|')})/|@danji/(${names.join('|')})$)`;
const DATABASE = '^(prisma/|@danji/database$)';
const SIMULATOR = '^(packages/aws-simulator/|@danji/aws-simulator$)';
const APPS = '^apps/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: { pathNot: '^packages/aws-simulator/src/world/simulation/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-at-run-time',
      comment:
        'A task knows its service and host, and they their tasks: that model refers to itself, by types alone.',
      severity: 'error',
      from: { path: '^packages/aws-simulator/src/world/simulation/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is invisible to every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@danji/' },
    },
    {
      name: 'shared-imports-none',
      comment: 'The contract stands alone: zod only.',
      severity: 'error',
      from: { path: '^packages/shared/', pathNot: SPEC },
      to: { pathNot: '^packages/shared/|node_modules/zod/' },
    },
    {
      name: 'analysis-imports-shared-only',
      comment: 'Pure functions: no I/O, and of our packages the contract only.',
      severity: 'error',
      from: { path: '^packages/analysis/' },
      to: { path: [APPS, DATABASE, SIMULATOR] },
    },
    {
      name: 'analysis-is-pure',
      comment: 'Analysis reads no file, socket, clock or process.',
      severity: 'error',
      from: { path: '^packages/analysis/src/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-imports-shared-only',
      comment: 'The pages know the contract and talk HTTP.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: ['^apps/api/', own('analysis'), DATABASE, SIMULATOR] },
    },
    {
      name: 'simulator-imports-none',
      comment: 'Else a proof would compare a function with itself.',
      severity: 'error',
      from: { path: '^packages/aws-simulator/' },
      to: { path: [APPS, own('shared', 'analysis'), DATABASE] },
    },
    {
      name: 'simulator-is-no-product-code',
      comment: 'The product meets the simulator on the wire only; tests may start it.',
      severity: 'error',
      from: { pathNot: [SPEC, '^packages/aws-simulator/'] },
      to: { path: SIMULATOR },
    },
    {
      name: 'database-imports-none',
      comment: 'The database package is below everything.',
      severity: 'error',
      from: { path: '^prisma/' },
      to: { path: [APPS, own('shared', 'analysis'), SIMULATOR] },
    },
    {
      name: 'aws-sdk-in-aws-only',
      comment: 'One place knows AWS; what is kept from it, and what is dropped, is decided there.',
      severity: 'error',
      from: {
        path: '^(apps|prisma|packages)/',
        pathNot: ['^apps/api/src/aws/', '^apps/api/src/[^/]+/aws/', SPEC],
      },
      to: { path: '(^|node_modules/)@(aws-sdk|smithy)/' },
    },
    {
      name: 'database-in-repositories-only',
      comment: 'SQL and Prisma stand in *.repository.ts; apps/api/src/database connects them.',
      severity: 'error',
      from: {
        path: '^(apps|packages)/',
        pathNot: [String.raw`\.repository\.ts$`, '^apps/api/src/database/', '^apps/api/src/main\\.ts$', SPEC],
      },
      to: { path: [DATABASE, '(^|node_modules/)@prisma/', '(^|node_modules/)pg/'] },
    },
    {
      name: 'controllers-call-verbs',
      comment: 'A controller method is one line that calls a verb, never a repository.',
      severity: 'error',
      from: { path: String.raw`\.controller\.ts$` },
      to: { path: String.raw`\.repository\.ts$` },
    },
    {
      name: 'api-features-meet-through-their-index',
      comment: 'What a folder offers to others stands in its index.ts.',
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/', pathNot: SPEC },
      to: { path: '^apps/api/src/[^/]+/', pathNot: ['^apps/api/src/$1/', '^apps/api/src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'web-features-meet-through-their-index',
      comment: 'What a feature offers to others stands in its index.ts.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/', pathNot: SPEC },
      to: {
        path: '^apps/web/src/features/[^/]+/',
        pathNot: ['^apps/web/src/features/$1/', '^apps/web/src/features/[^/]+/index\\.tsx?$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/', '/generated/'] },
    exclude: { path: ['/\\.next[^/]*/', '^tools/'] },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};

/** Jest in ESM mode; swc strips types and JSX. Browser specs (e2e) run only where DANJI_E2E_URL names a running stack. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testMatch: [process.env.DANJI_E2E_URL ? '<rootDir>/e2e/**/*.spec.ts' : '<rootDir>/src/**/*.spec.ts'],
  testTimeout: process.env.DANJI_E2E_URL ? 60_000 : 5_000,
};

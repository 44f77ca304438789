/** Two projects: `quick` needs nothing but Node; `stack` starts PostgreSQL and Temporal, each file its own. */
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
};
const stack = ['<rootDir>/tests/stack/**/*.test.ts'];
export default {
  // a busy machine is no fault of a test
  testTimeout: 30_000,
  testSequencer: '<rootDir>/bin/order.mjs',
  projects: [
    {
      ...base,
      displayName: 'quick',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/tests/stack/'],
    },
    { ...base, displayName: 'stack', testMatch: stack },
  ],
};

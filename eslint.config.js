import tseslint from 'typescript-eslint';

/** Type-aware lint; a floating promise in a workflow is a lost duty, so that rule is an error everywhere. */
export default tseslint.config(
  {
    ignores: [
      'node_modules/**',
      '.duban/**',
      'tests/histories/**',
      '*.config.js',
      'bin/**',
      'web/dist/**',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'off',
    },
  },
  {
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['node:*', 'pg', 'fastify'] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name="format"][arguments.length=0]',
          message: 'Intl format() without an argument reads the real clock',
        },
        {
          selector: 'CallExpression[callee.property.name="local"][callee.object.name="DateTime"]',
          message: 'name the zone',
        },
      ],
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'performance', 'setTimeout'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'time is an argument in domain' },
        { object: 'DateTime', property: 'now', message: 'time is an argument in domain' },
        { object: 'Math', property: 'random', message: 'domain is deterministic' },
      ],
    },
  },
);

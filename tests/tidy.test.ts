import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import * as prettier from 'prettier';
import ts from 'typescript';
import { FAULTS } from '../domain/faults.ts';
import {
  arrowsOf,
  circleOf,
  filesOf,
  functionsOf,
  nodesOf,
  sourceOf,
  textOf,
  wideLines,
} from './harness/sources.ts';

const ALL = filesOf(/\.(ts|tsx|mts)$/).filter((path) => !path.startsWith('.'));
const PRODUCT = ALL.filter((path) => !/^(tests|bench)\//.test(path));
const TESTS = ALL.filter((path) => path.startsWith('tests/'));
const under = (folder: string) => PRODUCT.filter((path) => path.startsWith(`${folder}/`));

/**
 * The arrows between folders, and nothing else: a folder, one file of it, or `type:` for types only. A folder may always
 * import from itself.
 */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  web: ['client/operations.ts', 'domain'],
  client: [
    ...['workflows/messages.ts', 'importers', 'documents', 'store', 'domain'],
    // Whoever starts a process says what it carries.
    'type:activities/contract.ts',
  ],
  // A worker leaves with the `npm start` that started it.
  worker: ['activities', 'store', 'notify', 'documents', 'domain'],
  workflows: ['type:activities/contract.ts', 'domain'],
  activities: ['store', 'notify', 'documents', 'domain'],
  store: ['domain'],
  importers: ['domain'],
  documents: ['domain'],
  notify: ['domain'],
  domain: [],
};

const FORBIDDEN = /^(utils?|common|helpers?|lib|core|shared|services|misc)$/;

test('there is something to look at', () => {
  for (const folder of [
    'domain',
    'workflows',
    'activities',
    'store',
    'importers',
    'client',
    'worker',
  ]) {
    expect(under(folder).length).toBeGreaterThan(0);
  }
});

describe('arrows', () => {
  test('every folder of the product has its own', () => {
    const folders = new Set(
      PRODUCT.filter((path) => path.includes('/')).map((path) => path.split('/')[0]),
    );
    expect([...folders].filter((folder) => !(String(folder) in ARROWS))).toEqual([]);
  });

  test.each(Object.keys(ARROWS))('%s imports what it may, and nothing else', (folder) => {
    const allowed = ARROWS[folder] ?? [];
    const wrong = under(folder)
      .flatMap(arrowsOf)
      .filter(({ to }) => /\.(ts|tsx|mts|json)$/.test(to) && to.includes('/'))
      .filter(({ to, types }) => {
        const [top = ''] = to.split('/');
        if (top === folder || allowed.includes(top) || allowed.includes(to)) return false;
        return !(types && allowed.includes(`type:${to}`));
      });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('the contract of the activities imports only domain', () => {
    const wrong = arrowsOf('activities/contract.ts').filter(({ to }) => !to.startsWith('domain/'));
    expect(wrong).toEqual([]);
  });

  test('domain imports zod and luxon, and no other package', () => {
    const packages = under('domain')
      .flatMap(arrowsOf)
      .filter(({ to }) => !to.startsWith('domain/'));
    expect([...new Set(packages.map(({ to }) => to))].sort()).toEqual(['luxon', 'zod']);
  });

  test('workflows import no package but the workflow side of Temporal', () => {
    const packages = under('workflows')
      .flatMap(arrowsOf)
      .filter(({ to }) => !to.includes('.ts'));
    expect([...new Set(packages.map(({ to }) => to))]).toEqual(['@temporalio/workflow']);
  });

  test.each(['domain', 'workflows', 'activities', 'store', 'importers'])(
    'no circle in %s',
    (folder) => {
      expect(circleOf(under(folder))).toBeUndefined();
    },
  );
});

describe('size', () => {
  test('at most 300 lines a file, 400 in tests', () => {
    const limit = (path: string) => (path.startsWith('tests/') ? 400 : 300);
    const lines = (path: string) => textOf(path).trimEnd().split('\n').length;
    expect(ALL.filter((path) => lines(path) > limit(path))).toEqual([]);
  });

  test('at most 100 columns, and formatted', async () => {
    expect(PRODUCT.flatMap((path) => wideLines(path, 100))).toEqual([]);
    const options = await prettier.resolveConfig(fileURLToPath(import.meta.url));
    const unformatted = [];
    for (const path of PRODUCT) {
      if (!(await prettier.check(textOf(path), { ...options, filepath: path })))
        unformatted.push(path);
    }
    expect(unformatted).toEqual([]);
  }, 60_000);

  test('no function of more than 70 lines of its own', () => {
    const long = PRODUCT.flatMap(functionsOf).filter(({ lines }) => lines > 70);
    expect(long.map(({ place, lines }) => `${place} ${lines}`)).toEqual([]);
  });
});

describe('names', () => {
  test('nothing is called utils, common, helpers, lib, core or shared', () => {
    const named = ALL.filter((path) => path !== 'workflows/shared.ts').filter((path) =>
      path.split('/').some((part) => FORBIDDEN.test(part.replace(/\..*$/, ''))),
    );
    expect(named).toEqual([]);
  });

  test('no default exports', () => {
    // Vite takes its settings in no other way.
    const found = ALL.filter((path) => path !== 'web/vite.config.ts').filter((path) =>
      sourceOf(path).statements.some(
        (statement) =>
          ts.isExportAssignment(statement) ||
          (ts.canHaveModifiers(statement) &&
            ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
      ),
    );
    expect(found).toEqual([]);
  });

  test('no barrels but those of activities and workflows', () => {
    const barrels = PRODUCT.filter((path) => {
      const { statements } = sourceOf(path);
      return (
        statements.length > 0 &&
        statements.every(
          (statement) => ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement),
        ) &&
        statements.some(ts.isExportDeclaration)
      );
    });
    const allowed = ['activities/index.ts', 'workflows/index.ts'];
    expect(barrels.filter((path) => !allowed.includes(path))).toEqual([]);
    const index = PRODUCT.filter((path) => /(^|\/)index\.tsx?$/.test(path));
    expect(index.filter((path) => !allowed.includes(path) && !path.startsWith('web/'))).toEqual([]);
  });
});

describe('purity', () => {
  /** Calls that read a clock or chance. */
  const reads = (path: string) =>
    [...nodesOf(sourceOf(path))].filter((node) => {
      if (ts.isNewExpression(node)) {
        return node.expression.getText() === 'Date' && !node.arguments?.length;
      }
      if (!ts.isCallExpression(node)) return false;
      return /^(Date\.now|Date|DateTime\.now|DateTime\.local|DateTime\.utc|Math\.random|performance\.now)$/.test(
        node.expression.getText(),
      );
    });

  test('no clock and no chance in domain, importers and documents', () => {
    const found = [...under('domain'), ...under('importers'), ...under('documents')].filter(
      (path) => reads(path).length > 0,
    );
    expect(found).toEqual([]);
  });

  test('no clock in workflows but that of the driver', () => {
    const found = under('workflows').filter((path) => reads(path).length > 0);
    expect(found.filter((path) => path !== 'workflows/driver.ts')).toEqual([]);
  });

  test('no classes and no enums in domain', () => {
    const found = under('domain').filter((path) =>
      [...nodesOf(sourceOf(path))].some(
        (node) => ts.isClassLike(node) || ts.isEnumDeclaration(node),
      ),
    );
    expect(found).toEqual([]);
  });

  test('SQL has no clock for facts; only a receipt is dated by the database', () => {
    const sql = [
      ...filesOf(/\.sql$/),
      ...under('store'),
      ...under('activities'),
      ...under('client'),
    ];
    const stripped = (path: string) => textOf(path).replace(/^\s*(--|\*|\/\/|\/\*).*$/gm, '');
    const clock =
      /(?<![.\w])now\(\)|current_timestamp|localtimestamp|statement_timestamp|transaction_timestamp/i;
    const inSql = sql.filter((path) =>
      path.endsWith('.sql')
        ? clock.test(stripped(path))
        : [...nodesOf(sourceOf(path))].some(
            (node) =>
              (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) &&
              clock.test(node.getText()),
          ),
    );
    expect(inSql).toEqual([]);
    const receipts = sql.filter((path) => /clock_timestamp/i.test(stripped(path)));
    expect(receipts.sort()).toEqual(['store/intake.ts', 'store/kept.ts']);
  });
});

test('every fault code is used somewhere', () => {
  const text = PRODUCT.filter((path) => path !== 'domain/faults.ts')
    .map(textOf)
    .join('\n');
  const unused = Object.keys(FAULTS).filter(
    (code) => !new RegExp(`['"\`]${code}['"\`]`).test(text),
  );
  expect(unused).toEqual([]);
});

test('tests import nothing that only the product of another run makes', () => {
  const made = TESTS.flatMap(arrowsOf).filter(({ to }) => /(^|\/)(dist|\.duban)\//.test(to));
  expect(made).toEqual([]);
});

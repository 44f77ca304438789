import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import ts from 'typescript';
import { clientTypes } from '../harness/clientTypes.ts';
import { runCli } from '../../client/commands/program.ts';
import { OPERATIONS, type Operation } from '../../client/operations.ts';
import { openApi } from '../../client/server/openapi.ts';

jest.setTimeout(120_000);

const all = Object.entries(OPERATIONS) as [string, Operation][];
const document = JSON.parse(JSON.stringify(openApi())) as {
  readonly paths: Record<string, Record<string, Described>>;
  readonly components: { readonly schemas: Record<string, unknown> };
};

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly $ref?: string; readonly name?: string }[];
  readonly security: readonly object[];
}

const described = Object.values(document.paths).flatMap((path) => Object.values(path));
const folder = mkdtempSync(join(import.meta.dirname, '..', '..', 'node_modules', '.duban-client-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the description of the API', () => {
  test('is a valid OpenAPI 3.1 document', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect([valid, errors, validator.version]).toEqual([true, undefined, '3.1']);
  });

  test('has every operation, in Chinese', () => {
    const names = described.map(({ operationId }) => operationId);
    expect(names.sort()).toEqual([...all.map(([name]) => name), 'events'].sort());
    for (const { summary } of described) expect(summary).toMatch(/\p{Script=Han}/u);
  });

  test('refers only to what it has', () => {
    const text = JSON.stringify(document);
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    const missing = named.filter((name) => !((name ?? '') in document.components.schemas));
    expect(missing).toEqual([]);
    expect(text).not.toContain('#/$defs/');
  });

  test('says who must show what, and where a request may bear its number', () => {
    const byName = new Map(described.map((one) => [one.operationId, one]));
    const keyed = (name: string) =>
      byName.get(name)?.parameters.some(({ $ref }) => $ref?.endsWith('/IdempotencyKey') === true);
    expect(['submitReport', 'decide', 'createCampaign'].map(keyed)).toEqual([true, true, true]);
    expect(['listTasks', 'previewPlan', 'whatIf'].map(keyed)).toEqual([false, false, false]);
    expect(byName.get('submitReport')?.security).toEqual([
      { bearer: [] },
      { session: [], csrf: [] },
    ]);
    for (const [name, { who }] of all.filter(([, one]) => !one.who.includes('open'))) {
      expect([name, who, byName.get(name)?.security.length]).toEqual([name, who, 2]);
    }
  });

  test('is what the command prints', async () => {
    const out: string[] = [];
    const io = { out: (text: string) => out.push(text), err: () => undefined, width: 80, env: {} };
    const more = { now: () => 0, progress: { write: () => undefined } };
    expect(await runCli(['openapi'], { ...io, ...more })).toBe(0);
    expect(JSON.parse(out.join('\n'))).toEqual(document);
  });

  test('makes a client whose types hold', async () => {
    writeFileSync(join(folder, 'api.ts'), await clientTypes(document));
    writeFileSync(join(folder, 'use.ts'), USE);
    writeFileSync(join(folder, 'wrong.ts'), WRONG);
    const faults = faultsIn(['use.ts', 'wrong.ts']);
    expect(faults.filter(([file]) => file !== 'wrong.ts')).toEqual([]);
    expect(faults.length).toBeGreaterThanOrEqual(2);
  });
});

const USE = `import createClient from 'openapi-fetch';
import type { paths } from './api.ts';
const client = createClient<paths>({ baseUrl: '/api' });
export async function use(): Promise<string> {
  const { data } = await client.GET('/tasks/{task}', { params: { path: { task: '1' } } });
  const { data: receipt, error } = await client.POST('/tasks/{task}/reports', {
    params: { path: { task: '1' }, header: { 'Idempotency-Key': 'a' } },
    body: { text: '进展' },
  });
  const title: string = data?.title ?? '';
  return error === undefined ? title + receipt.requestId : error.detail;
}
`;
const WRONG = `import createClient from 'openapi-fetch';
import type { paths } from './api.ts';
const client = createClient<paths>({ baseUrl: '/api' });
void client.GET('/tasks/{task}', { params: { path: {} } });
void client.POST('/tasks/{task}/reports', { params: { path: { task: '1' } }, body: { text: 1 } });
`;

function faultsIn(names: readonly string[]): readonly (readonly [string, string])[] {
  const roots = names.map((name) => join(folder, name));
  const program = ts.createProgram(roots, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).flatMap(({ file, messageText }) => {
    if (file?.fileName.includes(folder) !== true) return [];
    const words = ts.flattenDiagnosticMessageText(messageText, '\n');
    return [[basename(file.fileName), words] as const];
  });
}

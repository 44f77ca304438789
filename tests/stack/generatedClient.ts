import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { clientTypes } from '../harness/clientTypes.ts';
import { ROOT } from './world.ts';

export interface Used {
  readonly tasks: readonly string[];
  readonly receipt: string | undefined;
  readonly again: boolean | undefined;
  readonly refused: string | undefined;
}

/** A small program over the types that are made from the description that the server gives. */
export interface GeneratedClient {
  readonly use: (at: { base: string; headers: Record<string, string> }) => Promise<Used>;
}

const PROGRAM = `import createClient from 'openapi-fetch';
import type { paths } from './api.ts';

export async function use({ base, headers }: { base: string; headers: Record<string, string> }) {
  const client = createClient<paths>({ baseUrl: base, headers });
  const campaign = 'c2026-001';
  const { data } = await client.GET('/tasks', { params: { query: { campaign } } });
  const report = () =>
    client.POST('/tasks/{task}/reports', {
      params: { path: { task: '1' }, header: { 'Idempotency-Key': 'generated-1' } },
      body: { campaign, period: '2026-04', text: '本期已完成' },
    });
  const first = await report();
  const second = await report();
  const none = await client.GET('/tasks/{task}', {
    params: { path: { task: '99' }, query: { campaign } },
  });
  return {
    tasks: (data?.tasks ?? []).map(({ title }) => title),
    receipt: first.data?.requestId,
    again: second.data?.repeated,
    refused: none.error?.code,
  };
}
`;

/** Reads the description, makes the types, checks the program against them and loads it. Types that do not hold are thrown. */
export async function generatedClient(url: string): Promise<GeneratedClient> {
  const description = (await (await fetch(`${url}/api/openapi.json`)).json()) as object;
  const folder = mkdtempSync(join(ROOT, 'node_modules', '.duban-generated-'));
  try {
    const use = join(folder, 'use.ts');
    writeFileSync(join(folder, 'api.ts'), await clientTypes(description));
    writeFileSync(use, PROGRAM);
    const options: ts.CompilerOptions = {
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
    };
    const faults = ts.getPreEmitDiagnostics(ts.createProgram([use], options));
    if (faults.length > 0) {
      throw new Error(faults.map(({ messageText }) => JSON.stringify(messageText)).join('\n'));
    }
    const { outputText } = ts.transpileModule(PROGRAM, { compilerOptions: options });
    const made = join(folder, 'use.mjs');
    writeFileSync(made, outputText);
    return (await import(pathToFileURL(made).href)) as GeneratedClient;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

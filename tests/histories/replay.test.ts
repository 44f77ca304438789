import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { bundleWorkflows, WORKFLOWS_PATH } from '../../worker/bundle.ts';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const NAMES = readdirSync(HERE).filter((name) => name.endsWith('.json'));

type History = { events: Record<string, never>[] };
let code: string;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  code = await bundleWorkflows(WORKFLOWS_PATH, new DefaultLogger('ERROR'));
}, 60_000);

function historyOf(name: string): History {
  return JSON.parse(readFileSync(`${HERE}${name}`, 'utf8')) as History;
}

async function replay(name: string, history: History): Promise<Error | undefined> {
  const results = Worker.runReplayHistories({ workflowBundle: { code } }, [
    { workflowId: name, history },
  ]);
  for await (const { error } of results) return error;
  throw new Error(`nothing was replayed of ${name}`);
}

describe('histories recorded from living processes replay under this build', () => {
  test('each kind of process is among them', () => {
    const kinds = new Set(NAMES.map((name) => name.split('-')[0]));
    expect(kinds).toEqual(new Set(['campaign', 'interview', 'task']));
  });

  test.each(NAMES)('%s', async (name) => {
    expect(await replay(name, historyOf(name))).toBeUndefined();
  });

  test('a history that this build would not have made is found out', async () => {
    const name = 'task-reported-and-closed.json';
    const history = historyOf(name);
    const text = JSON.stringify(history).replaceAll('"name":"record"', '"name":"recorded"');
    expect(await replay(name, JSON.parse(text) as History)).toBeDefined();
  });
});

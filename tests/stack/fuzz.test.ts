import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { OPERATIONS, type Operation } from '../../client/operations.ts';
import { arbitraryOf, mutated, type Likely } from '../harness/schemaArbitrary.ts';
import { eventually, POST, request, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

const TOKEN = 'token-of-the-test';
const CAMPAIGN = 'c2026-001';
/** For a longer search: DUBAN_FUZZ=200. */
const RUNS = Number(process.env['DUBAN_FUZZ'] ?? 10);
const MOST_IN_PATH = 3000;
/** What only one unit may read; looked for in everything that another is answered. */
const OF_JIA = '甲局独有七三九';
const OF_BING = '丙镇独有五一八';
const CALLERS = [
  'office',
  'unit:甲局',
  'unit:乙局',
  POST,
  'auditor',
  'nobody',
  'principal',
  'system',
];
/** Last: after these there is little left to try. */
const ENDING =
  /^(decide|withdraw|goLive|reorganise|orderBulk|publish|actOnTask|leaveAccount|handOver)/;

let world: ApiWorld;
const { plan, regime, calendar, directory, horizon } = request('documents');
const LIKELY: Likely = {
  ...{
    plan: [plan],
    regime: [regime],
    calendar: [calendar],
    directory: [directory],
    horizon: [horizon],
  },
  campaign: [CAMPAIGN, CAMPAIGN, CAMPAIGN, 'current', 'c2020-001'],
  task: ['1', '2', '3', 't0001', 't0003', '99'],
  unit: ['甲局', '乙局', '丙镇', '丁局'],
  recipient: ['甲局', '丙镇', 'office', POST, 'principal'],
  period: ['2026-01', '2026-03', '2026-04'],
  duty: ['report', 'monthly'],
  text: ['本期已完成'],
  reason: ['依规办理'],
  limit: [1, 50],
  after: ['', 0, '0', 'x'],
};

beforeAll(async () => {
  world = await startApi();
  const write = (actor: string, path: string, body: object) =>
    world.post(path, { campaign: CAMPAIGN, ...body }, actor);
  const report = () => write('unit:甲局', '/tasks/1/reports', { text: OF_JIA, requestId: 'jia' });
  await eventually(async () => (await report()).status === 200);
  const answers = [
    await write('unit:甲局', '/tasks/1/draft', { content: { text: OF_JIA } }),
    await write('unit:丙镇', '/tasks/3/draft', { content: { text: OF_BING } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

afterAll(() => world.stop());

interface Sent {
  readonly caller: string;
  readonly input: unknown;
}

async function send({ method, path }: Operation, { caller, input }: Sent) {
  const fields = typeof input === 'object' && input !== null ? { ...input } : {};
  const rest: Record<string, unknown> = fields;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const part = encodeURIComponent(words(rest[name] ?? '')).slice(0, MOST_IN_PATH);
    delete rest[name];
    return part.replace(/%.?$/, '') || 'x';
  });
  const pairs = Object.entries(rest).map(([key, value]): [string, string] => [key, words(value)]);
  const query = method === 'GET' ? `?${new URLSearchParams(pairs).toString()}` : '';
  const own = caller === 'nobody' ? {} : { authorization: `Bearer ${TOKEN}` };
  const response = await fetch(`${world.url}/api${filled}${query.slice(0, MOST_IN_PATH)}`, {
    method,
    headers: {
      ...own,
      'content-type': 'application/json',
      'x-duban-actor': encodeURIComponent(caller),
    },
    ...(method === 'POST' ? { body: bodyOf(input, rest) } : {}),
  });
  return { response, text: await response.text() };
}

function bodyOf(input: unknown, rest: object): string {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  return JSON.stringify(isObject ? rest : input) ?? '';
}

function words(value: unknown): string {
  return typeof value === 'string'
    ? value.replaceAll(/\p{Cs}/gu, '\ufffd')
    : (JSON.stringify(value) ?? '');
}

/** Why an answer is not one that may be given; undefined where it may. */
function faultOf(
  caller: string,
  { response, text }: Awaited<ReturnType<typeof send>>,
): string | undefined {
  const { status } = response;
  if (status === 500)
    return `500: ${world.errors.findLast((line) => line.includes('stack'))?.slice(0, 1500) ?? text}`;
  const foreign = {
    'unit:甲局': [OF_BING],
    'unit:乙局': [OF_JIA, OF_BING],
    nobody: [OF_JIA, OF_BING],
  };
  const leaked = (foreign[caller as keyof typeof foreign] ?? []).find((mark) =>
    text.includes(mark),
  );
  if (leaked !== undefined) return `${caller} reads ${leaked}`;
  if (status < 400)
    return caller === 'nobody' && text.includes(CAMPAIGN) ? 'nobody reads' : undefined;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const problem = JSON.parse(text) as Record<string, unknown>;
  const isWhole = ['type', 'title', 'detail', 'code', 'instance'].every(
    (field) => typeof problem[field] === 'string' && problem[field] !== '',
  );
  const isChinese = /\p{Script=Han}/u.test(String(problem['detail']));
  return isProblem && isWhole && isChinese && problem['status'] === status
    ? undefined
    : `no problem: ${status} ${text.slice(0, 300)}`;
}

const all = Object.entries(OPERATIONS) as [string, Operation][];
const rank = ([name, { method }]: [string, Operation]) =>
  method === 'GET' ? 0 : ENDING.test(name) ? 2 : 1;

describe('every operation, whatever it is sent', () => {
  test.each(all.toSorted((a, b) => rank(a) - rank(b)))('%s', async (_name, operation) => {
    const valid = arbitraryOf(operation.input, LIKELY);
    const input = fc.oneof(valid, mutated(valid), mutated(mutated(valid)));
    const sent = fc.record({ caller: fc.constantFrom(...CALLERS), input });
    await fc.assert(
      fc.asyncProperty(sent, async (one) => {
        const fault = faultOf(one.caller, await send(operation, one));
        if (fault !== undefined) throw new Error(fault);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});

test('what was there before is there still', async () => {
  expect(await world.count('ledger', `payload ->> 'polluted' is not null`)).toBe(0);
  expect({}).not.toHaveProperty('polluted');
  const shown = await fetch(`${world.url}/api/campaigns/${CAMPAIGN}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(shown.status).toBe(200);
});

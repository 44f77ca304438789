import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { OPERATIONS, type Operation } from '../../client/operations.ts';
import { READ_BY_POST } from '../../domain/accessActs.ts';
import { arbitraryOf, mutated, type Likely } from '../harness/schemaArbitrary.ts';
import { eventually, POST, request, startApi, type ApiWorld } from './apiWorld.ts';
import { waysInto, type Ways } from './fuzzWays.ts';

jest.setTimeout(180_000);

const TOKEN = 'token-of-the-test';
const CAMPAIGN = 'c2026-001';
/** For a longer search: DUBAN_FUZZ=100, which is a hundred times as long. */
const TIMES = Number(process.env['DUBAN_FUZZ'] ?? 1);
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

/** How one comes: by the machine's token in any name, by the session of 甲局, by a token of 乙局 that reads or does one thing. */
const RUNS = { local: 2, session: 2, reading: 1, narrow: 1 } as const;
type Way = keyof typeof RUNS;
const WAYS = Object.keys(RUNS) as Way[];
/** How often each way of coming was given what it asked for. */
const given = { local: 0, session: 0, reading: 0, narrow: 0 };
const SCOPE = 'showTask';
/** What the others say that they are, whether or not they are it. */
const NAMED = ['', '', '', 'unit:甲局', 'unit:乙局', 'unit:丙镇', 'office', 'security'];

let world: ApiWorld;
let ways: Ways;
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
  ways = await waysInto(world.service, { signsIn: '甲局', byToken: '乙局', scope: SCOPE });
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
  readonly way: Way;
  readonly caller: string;
  readonly input: unknown;
}

async function headersOf({ way, caller }: Sent): Promise<Record<string, string>> {
  const actor = caller === '' ? {} : { 'x-duban-actor': encodeURIComponent(caller) };
  if (way === 'session') return { ...(await ways.session()), ...actor };
  if (way !== 'local') return { ...ways[way], ...actor };
  return caller === 'nobody' ? actor : { authorization: `Bearer ${TOKEN}`, ...actor };
}

async function send({ method, path }: Operation, one: Sent) {
  const { input } = one;
  const fields = typeof input === 'object' && input !== null ? { ...input } : {};
  const rest: Record<string, unknown> = fields;
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const part = encodeURIComponent(words(rest[name] ?? '')).slice(0, MOST_IN_PATH);
    delete rest[name];
    return part.replace(/%.?$/, '') || 'x';
  });
  const pairs = Object.entries(rest).map(([key, value]): [string, string] => [key, words(value)]);
  const query = method === 'GET' ? `?${new URLSearchParams(pairs).toString()}` : '';
  const response = await fetch(`${world.url}/api${filled}${query.slice(0, MOST_IN_PATH)}`, {
    method,
    headers: { 'content-type': 'application/json', ...(await headersOf(one)) },
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

/** Who it is that comes: nobody but the machine's token is whom it says. */
function whoIs({ way, caller }: Sent): string {
  if (way === 'local') return caller;
  return way === 'session' ? 'unit:甲局' : 'unit:乙局';
}

/** Why a token was given more than it may: it reads, or does the one thing; what is open is anybody's. */
function beyond(
  way: Way,
  name: string,
  { method, who }: Operation,
  { response }: Awaited<ReturnType<typeof send>>,
): string | undefined {
  if (response.status >= 400 || who.includes('open')) return undefined;
  const reads = method === 'GET' || READ_BY_POST.includes(name);
  if (way === 'reading' && !reads) return `a token that reads has done ${name}`;
  return way === 'narrow' && name !== SCOPE ? `a token for ${SCOPE} was given ${name}` : undefined;
}

const all = Object.entries(OPERATIONS) as [string, Operation][];
const rank = ([name, { method }]: [string, Operation]) =>
  method === 'GET' ? 0 : ENDING.test(name) ? 2 : 1;

describe('every operation, whatever it is sent', () => {
  const asked = all
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(([name, operation]) => WAYS.map((way) => [name, way, operation] as const));

  test.each(asked)('%s %s', async (name, way, operation) => {
    const valid = arbitraryOf(operation.input, LIKELY);
    const input = fc.oneof(valid, mutated(valid), mutated(mutated(valid)));
    const comes = fc.constantFrom(...(way === 'local' ? CALLERS : NAMED));
    const sent = fc.record({ way: fc.constant(way), caller: comes, input });
    await fc.assert(
      fc.asyncProperty(sent, async (one) => {
        const answer = await send(operation, one);
        if (answer.response.ok && !operation.who.includes('open')) given[way] += 1;
        const fault = faultOf(whoIs(one), answer) ?? beyond(way, name, operation, answer);
        if (fault !== undefined) throw new Error(fault);
      }),
      { numRuns: RUNS[way] * TIMES, endOnFailure: true },
    );
  });
});

test('who has signed in and who reads by a token were given something, too', () => {
  expect(Math.min(given.local, given.session, given.reading)).toBeGreaterThan(0);
});

test('what was there before is there still', async () => {
  expect(await world.count('ledger', `payload ->> 'polluted' is not null`)).toBe(0);
  expect({}).not.toHaveProperty('polluted');
  const shown = await fetch(`${world.url}/api/campaigns/${CAMPAIGN}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(shown.status).toBe(200);
});

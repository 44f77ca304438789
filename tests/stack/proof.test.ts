import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ledgerKey, type LedgerKey } from '../../client/keys.ts';
import { makeHead } from '../../store/heads.ts';
import { eventually, startApi, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(180_000);

/** One history in its order: a quarter of silence, one late report, a head over the day, and what can be proved of it. */
let world: ApiWorld;
let folder: string;
let key: LedgerKey;
const file = (name: string) => join(folder, name);
const REGIME = fileURLToPath(new URL('../../plans/park.regime.yaml', import.meta.url));

interface Inbox {
  readonly notices: readonly { readonly id: string; readonly type: string }[];
}

beforeAll(async () => {
  world = await startApi();
  folder = mkdtempSync(join(tmpdir(), 'duban-proof-'));
  key = ledgerKey(folder);
  writeFileSync(file('key.pem'), key.publicPem);
  await eventually(async () => (await world.count('notice', `type = 'decide-interview'`)) > 0);
  await eventually(async () => (await world.count('notice', `type = 'sign-bulletin'`)) > 0);
  expect((await world.report('1', 'late-march', { period: '2026-03' })).status).toBe(200);
  await eventually(async () => (await world.count('ledger', `type = 'report'`)) > 0);
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.stop();
});

/** The newest notice of each type in the inboxes of a unit and of the offices. */
async function notices(): Promise<readonly (readonly [string, string])[]> {
  const found = new Map<string, string>();
  for (const recipient of ['甲局', '乙局', 'office', 'post:区政府分管领导']) {
    const { notices: own } = await world.json<Inbox>('inbox', recipient, '--limit', '200');
    for (const { type, id } of own) found.set(`${recipient} ${type}`, id);
  }
  return [...found];
}

test('a head is made once over every chain that grew, and nothing in it can be changed', async () => {
  const { pool } = world.service;
  const head = (day: string) =>
    makeHead(
      pool,
      { day, until: '2026-05-01T00:00:00+08:00', madeAt: `${day}T09:00:00+08:00` },
      key,
    );
  expect(await head('2026-04-02')).toBe('2026-04-02');
  expect(await head('2026-04-02')).toBeUndefined();
  expect(await head('2026-04-03')).toBeUndefined();
  const chains = await world.count(
    'process',
    'exists (select 1 from ledger l where l.process = id)',
  );
  expect(await world.count('chain_leaf')).toBe(chains);
  await expect(pool.query(`update chain_head set head = ''`)).rejects.toThrow('append-only');
  await expect(pool.query('delete from chain_leaf')).rejects.toThrow('append-only');
});

test('every kind of notice explains itself in five sentences and is proven without a server', async () => {
  const all = await notices();
  expect(all.map(([what]) => what.split(' ')[1])).toEqual(
    expect.arrayContaining(['remind', 'urge', 'assigned', 'decide-interview', 'sign-bulletin']),
  );
  for (const [what, id] of all) {
    const out = file(`${id}.json`);
    const shown = await world.duban('explain', id, '--out', out);
    expect([what, shown.code, shown.err]).toEqual([what, 0, '']);
    expect(shown.out.match(/^[1-5] /gm)).toHaveLength(5);
    const verified = await world.duban('verify', out, '--key', file('key.pem'), '--json');
    expect([what, verified.err, verified.out]).toEqual([
      what,
      '',
      expect.stringContaining('"origin": "proven"'),
    ]);
    const again = await world.duban('explain', id, '--out', out);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('已经存在')]);
  }
  const unknown = await world.duban('explain', 'n000000000000');
  expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('没有通知')]);
});

test('a row of the register that was written anew is found', async () => {
  const { pool } = world.service;
  const [, id = ''] = (await notices()).find(([what]) => what === '甲局 urge') ?? [];
  await pool.query('alter table ledger disable trigger ledger_append_only');
  await pool.query(
    `update ledger set payload = payload || '{"verdict":"on-time"}'
      where ctid in (select l.ctid from ledger l join notice n on n.process = l.process
                      where notice_id(n.key) = $1 and l.type = 'judged' and l.seq <= n.seq
                        and l.obligation = n.payload ->> 'obligation')`,
    [id.slice(1)],
  );
  expect((await world.duban('explain', id, '--out', file('rewritten.json'))).code).toBe(0);
  const { code, err } = await world.duban('verify', file('rewritten.json'));
  expect([code, err]).toEqual([1, expect.stringMatching(/第 \d+ 行（台账记录第\d+条）不成立/)]);
  await pool.query(
    `update ledger set payload = payload || '{"verdict":"missing"}'
      where type = 'judged' and payload ->> 'verdict' = 'on-time'`,
  );
  await pool.query('alter table ledger enable trigger ledger_append_only');
});

test('the archive of a task holds its paper, and fails where a word of it is another', async () => {
  const out = file('archive.json');
  const made = await world.duban('archive', '1', '--out', out, '--campaign', 'c2026-001');
  expect([made.err, made.out]).toEqual(['', expect.stringContaining('材料 1 件')]);
  const text = readFileSync(out, 'utf8');
  expect(text).toContain('本月已完成');
  expect((await world.duban('verify', out)).code).toBe(0);
  writeFileSync(file('other.json'), text.replace('本月已完成', '本月未完成'));
  const { code, err } = await world.duban('verify', file('other.json'));
  expect([code, err]).toEqual([1, expect.stringContaining('材料第1条')]);
});

test('another regime is only looked at: the same changes nothing, a longer grace one verdict', async () => {
  const same = await world.duban('what-if', 'c2026-001', '--regime', REGIME);
  expect([same.err, same.out]).toEqual(['', expect.stringContaining('没有任何不同')]);
  const rows = await world.count('ledger');
  const longer = readFileSync(REGIME, 'utf8').replace(
    'grace: { workdays: 0 }',
    'grace: { workdays: 6 }',
  );
  writeFileSync(file('longer.yaml'), longer);
  const found = await world.duban(
    'what-if',
    'c2026-001',
    '--regime',
    file('longer.yaml'),
    '--json',
  );
  expect(found.err).toBe('');
  const { verdicts } = JSON.parse(found.out) as { verdicts: readonly Record<string, string>[] };
  // The late one is on time; the others of March are not judged yet on the sixth working day.
  expect(verdicts.map((one) => [one['task'], one['occasion'], one['old'], one['new']])).toEqual([
    ['t0001', '2026年3月“月调度报送”', 'late', 'on-time'],
    ['t0002', '2026年3月“月调度报送”', 'missing', null],
    ['t0003', '2026年3月“月调度报送”', 'missing', null],
  ]);
  expect(await world.count('ledger')).toBe(rows);
});

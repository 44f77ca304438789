import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createCampaign } from '../../client/handlers/campaigns.ts';
import type { OutputOf } from '../../client/operations.ts';
import { Regime } from '../../domain/regime.ts';
import { purgeEvidence, unnamedSize } from '../../store/evidenceFiles.ts';
import { ofdBytes } from '../fixtures/import/ofd.ts';
import { pdfBytes } from '../fixtures/import/pdf.ts';
import { eventually, POST, request, startApi, type Answer, type ApiWorld } from './apiWorld.ts';

jest.setTimeout(240_000);

const CAMPAIGN = 'c2026-002';
const LATER = '2026-05-01T00:00:00+08:00';
const PDF = (words: string) => pdfBytes([{ text: [[80, 700, 16, words]] }]);
const ACCEPTED = PDF('验收单');
const LOG = PDF('日志截图');
const OFD = ofdBytes([[20, 30, 5, '单位说明']]);
const MENDED = PDF('整改后的现场');
const OTHERS = PDF('别的单位的材料');

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const named = (name: string, bytes: Uint8Array) => ({ name, sha256: hashOf(bytes) });
const JIA = 'unit:甲局';
const YI = 'unit:乙局';
const BING = 'unit:丙镇';
const JUDGE = 'post:复核领导';

/** One history, in the order of the tests. It is 2 April 2026, 09:00; nothing was reported in the first quarter. */
let world: ApiWorld;
let folder: string;

beforeAll(async () => {
  world = await startApi();
  folder = mkdtempSync(join(tmpdir(), 'duban-acts-'));
  const asked = request('evidence', { startedAt: '2026-01-01T00:00:00+08:00' });
  const regime = Regime.parse({
    ...(asked.regime as object),
    objection: { decide: { by: JUDGE } },
    closure: { decide: { by: POST, limit: { workdays: 5 } } },
  });
  await createCampaign(world.service, { ...asked, regime });
  await eventually(async () => (await facts('judged')) >= 9);
  await eventually(async () => (await facts('proposed')) >= 2);
});
afterAll(async () => {
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

const facts = (type: string) =>
  world.count('ledger', `campaign = '${CAMPAIGN}' and type = '${type}' and kind = 'fact'`);

function headersOf(actor: string): Record<string, string> {
  return {
    authorization: 'Bearer token-of-the-test',
    'x-duban-actor': encodeURIComponent(actor),
  };
}

async function send(name: string, bytes: Uint8Array, actor: string): Promise<Answer> {
  const query = new URLSearchParams({ name, campaign: CAMPAIGN });
  const response = await fetch(`${world.url}/api/evidence?${query.toString()}`, {
    method: 'POST',
    headers: { ...headersOf(actor), 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function statusFor(bytes: Uint8Array, actor: string): Promise<number> {
  const path = `/api/evidence/${hashOf(bytes)}?campaign=${CAMPAIGN}`;
  return (await fetch(`${world.url}${path}`, { headers: headersOf(actor) })).status;
}

const readers = (bytes: Uint8Array, ...actors: readonly string[]) =>
  Promise.all(actors.map((actor) => statusFor(bytes, actor)));

async function read<T>(path: string, actor = 'office'): Promise<T> {
  const response = await fetch(`${world.url}/api/${path}`, { headers: headersOf(actor) });
  return (await response.json()) as T;
}

const act = (name: string, requestId: string, fields: object, actor: string, task = '1') =>
  world.post(`/tasks/${task}/acts`, { campaign: CAMPAIGN, act: name, fields, requestId }, actor);
const filesIn = async (type: string, task = '1', actor = 'office') => {
  const path = `desk/task?campaign=${CAMPAIGN}&task=${task}`;
  const page = await read<OutputOf<'showTaskPage'>>(path, actor);
  return page.history.filter((line) => line.type === type).flatMap(({ files }) => files);
};
const shown = (name: string, bytes: Uint8Array) => ({
  ...named(name, bytes),
  ...{ kept: true, words: expect.any(String) as unknown },
});

describe('what is kept at all', () => {
  test('OFD is, and a file with a mark in its words is not', async () => {
    expect(await send('说明.ofd', OFD, BING)).toMatchObject({ status: 200 });
    const marked = await send('说明.pdf', PDF('机密★5年'), BING);
    expect(marked).toMatchObject({ status: 422, body: { code: 'classified' } });
    expect(marked.body['detail']).toContain('文件“说明.pdf”带有密级标志“机密★5年”');
    const audited = `act = 'sendEvidence' and outcome <> 'done' and actor like 'unit:%'`;
    expect(await world.count('audit', audited)).toBe(1);
    expect(await world.count('evidence_file')).toBe(1);
  });
});

describe('a closure', () => {
  const said = { text: '已建成投用' };

  test('cannot rest on a file that nobody, or another unit, has sent', async () => {
    await send('别处.pdf', OTHERS, BING);
    for (const [id, bytes] of [
      ['c-none', ACCEPTED],
      ['c-others', OTHERS],
    ] as const) {
      const evidence = [named('验收单.pdf', bytes)];
      const answer = await act('apply-closure', id, { ...said, evidence }, JIA);
      expect(answer).toMatchObject({ status: 422, body: { code: 'evidence-not-sent' } });
      expect(answer.body['detail']).toContain('“验收单.pdf”没有由本单位存入系统');
    }
    expect(await facts('closure-applied')).toBe(0);
    expect(await world.count('audit', `act = 'apply-closure' and outcome <> 'done'`)).toBe(2);
  });

  test('names a file that was sent; whoever sees the task reads it, no other unit', async () => {
    await send('验收单.pdf', ACCEPTED, JIA);
    expect(await readers(ACCEPTED, JIA, 'office', POST)).toEqual([200, 404, 404]);
    const evidence = [named('竣工验收单.pdf', ACCEPTED), '照片三张'];
    const answer = await act('apply-closure', 'c-1', { ...said, evidence }, JIA);
    expect(answer.status).toBe(200);
    await eventually(async () => (await facts('closure-applied')) === 1);
    expect(await readers(ACCEPTED, JIA, 'office', POST, 'principal', 'auditor', YI, BING)).toEqual([
      200, 200, 200, 200, 200, 404, 404,
    ]);
    expect(await filesIn('closure-applied')).toEqual([shown('竣工验收单.pdf', ACCEPTED)]);
    const again = await act('apply-closure', 'c-1', { ...said, evidence }, JIA);
    expect(again).toMatchObject({ status: 200, body: { repeated: true } });
    const { detail } = (
      await world.service.pool.query<{ detail: unknown }>(
        `select detail from audit where act = 'apply-closure' and outcome = 'done'`,
      )
    ).rows[0] ?? { detail: undefined };
    const before: unknown = expect.stringMatching(/./u);
    expect(detail).toMatchObject({ evidence, before, after: '已收件，由该任务的流程办理' });
  });

  test('lies before its leader with the file', async () => {
    const { gates } = await read<OutputOf<'listGates'>>(`desk/gates?campaign=${CAMPAIGN}`, POST);
    const gate = gates.find(({ kind }) => kind === 'closure');
    expect(gate?.reason).toBe('甲局申请：已建成投用；佐证：竣工验收单.pdf、照片三张');
    expect(gate?.files).toEqual([shown('竣工验收单.pdf', ACCEPTED)]);
  });

  test('of the office rests on a file that it sent for a unit of the task', async () => {
    const { topics } = await read<OutputOf<'listTaskActs'>>(`tasks/3/acts?campaign=${CAMPAIGN}`);
    const closing = topics.flatMap(({ acts }) => acts).find((one) => one.act === 'apply-closure');
    const ask = closing?.asks.find(({ field }) => field === 'fields.evidence');
    expect(ask).toMatchObject({ kind: 'files', required: true, files: { unit: 'u003' } });
    const query = new URLSearchParams({ name: '纸质件.pdf', campaign: CAMPAIGN, unit: 'u003' });
    const bytes = PDF('纸质验收件');
    await fetch(`${world.url}/api/evidence?${query.toString()}`, {
      method: 'POST',
      headers: { ...headersOf('office'), 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    const evidence = [named('纸质件.pdf', bytes)];
    const answer = await act('apply-closure', 'c-3', { ...said, evidence }, 'office', '3');
    expect(answer.status).toBe(200);
    await eventually(async () => (await facts('closure-applied')) === 2);
    expect(await readers(bytes, 'office', POST, 'auditor', BING, JIA)).toEqual([
      ...[200, 200, 200],
      ...[200, 404],
    ]);
    expect(await filesIn('closure-applied', '3')).toEqual([shown('纸质件.pdf', bytes)]);
  });
});

test('an objection names a file of its own unit only, and its decider reads it', async () => {
  const said = { against: '2026-03', reason: '日志证明当日已报' };
  const stolen = { ...said, evidence: [named('截图.pdf', OTHERS)] };
  expect(await act('object', 'o-others', stolen, JIA, '2')).toMatchObject({
    ...{ status: 422, body: { code: 'evidence-not-sent' } },
  });
  await send('截图.pdf', LOG, JIA);
  const evidence = [named('截图.pdf', LOG)];
  expect((await act('object', 'o-1', { ...said, evidence }, JIA, '2')).status).toBe(200);
  await eventually(async () => (await facts('objection')) === 1);
  // 乙局 holds the same task, and reads nothing of what 甲局 has handed in
  expect(await readers(LOG, JUDGE, 'office', JIA, YI, BING)).toEqual([200, 200, 200, 404, 404]);
  expect(await filesIn('objection', '2')).toEqual([shown('截图.pdf', LOG)]);
  expect(await filesIn('objection', '2', YI)).toEqual([]);
  const { gates } = await read<OutputOf<'listGates'>>(`desk/gates?campaign=${CAMPAIGN}`, JUDGE);
  expect(gates.flatMap(({ files }) => files)).toEqual([shown('截图.pdf', LOG)]);
});

describe('what a unit says before an interview', () => {
  const statement = (requestId: string, evidence: readonly unknown[], actor: string) =>
    world.post(
      '/interviews/decisions',
      { campaign: CAMPAIGN, act: 'statement', text: '人员调整', evidence, requestId },
      actor,
    );

  test('names a file of its own, which the approver reads with the interview', async () => {
    const talk = 'interview/' + CAMPAIGN + '/u003';
    const process = String(
      (
        await world.service.pool.query<{ id: string }>(
          `select id from process where id like '${talk}/%'`,
        )
      ).rows[0]?.id,
    );
    const hear = { subject: process, act: 'hear', requestId: 'hear' };
    expect((await world.post('/interviews/decisions', hear, POST)).status).toBe(200);
    const refused = await statement('s-others', [named('说明.pdf', ACCEPTED)], BING);
    expect(refused).toMatchObject({ status: 422, body: { code: 'evidence-not-sent' } });
    expect(await statusFor(OFD, POST)).toBe(404);
    expect((await statement('s-1', [named('说明.ofd', OFD)], BING)).status).toBe(200);
    expect(await facts('statement')).toBe(1);
    expect(await readers(OFD, POST, 'office', 'principal', BING, JIA, JUDGE)).toEqual([
      ...[200, 200, 200, 200],
      ...[404, 404],
    ]);
    const path = `desk/interview?process=${encodeURIComponent(process)}`;
    const view = await read<OutputOf<'showInterview'>>(path, POST);
    expect(view.statement).toMatchObject({ text: '人员调整', files: [shown('说明.ofd', OFD)] });
    expect(view.history.flatMap(({ files = [] }) => files)).toEqual([shown('说明.ofd', OFD)]);
    const { gates } = await read<OutputOf<'listGates'>>(`desk/gates?campaign=${CAMPAIGN}`, POST);
    const gate = gates.find(({ id }) => id === process);
    expect(gate?.files).toEqual([shown('说明.ofd', OFD)]);
  });
});

test('整改 rests on a file of the unit, which whoever verifies it and whoever approved read', async () => {
  const ask = (act: string, more: object, actor = 'office') =>
    world.post(
      '/interviews/decisions',
      { campaign: CAMPAIGN, subject: '丙镇', act, requestId: `talk-${act}`, ...more },
      actor,
    );
  const said = { text: '已补齐并整改', requestId: 'rectified-1' };
  const evidence = [named('整改照片.pdf', MENDED), '会议记录'];
  const early = await ask('rectified', { ...said, requestId: 'early' }, BING);
  expect(early).toMatchObject({ status: 409, body: { code: 'interview-wrong-phase' } });
  const approved = { campaign: CAMPAIGN, subject: '丙镇', act: 'approve', requestId: 'approve' };
  expect((await world.post('/decisions', approved, POST)).status).toBe(200);
  const soon = new Date(Date.now() + (world.service.clockOffset ?? 0) + 6_000).toISOString();
  const calls = async (unit: string) =>
    (await read<OutputOf<'showDuties'>>(`desk/duties?campaign=${CAMPAIGN}`, unit)).called;
  expect(await calls(BING)).toEqual([]);
  expect((await ask('schedule', { at: soon, place: '三楼会议室' })).status).toBe(200);
  // the number of its notice is the first of the year, and nobody else sees the interview
  expect(await calls(BING)).toMatchObject([
    { meeting: { place: '三楼会议室', number: '督约〔2026〕1号' }, target: { kind: 'interview' } },
  ]);
  expect([...(await calls(JIA)), ...(await calls(YI))]).toEqual([]);
  const again = { at: soon, place: '四楼会议室', requestId: 'moved' };
  expect((await ask('schedule', again)).status).toBe(200);
  expect(await calls(BING)).toMatchObject([
    { meeting: { place: '四楼会议室', number: '督约〔2026〕1号' } },
  ]);
  expect(await ask('schedule', again)).toMatchObject({ status: 200, body: { repeated: true } });
  expect(await world.count('talk_number')).toBe(1);
  let tried = 0;
  await eventually(async () => {
    const held = { attendance: 'principal', requestId: `held-${(tried += 1)}` };
    return (await ask('held', held)).status === 200;
  });
  const record = { problems: '连续两期未报', explanation: '人员调整', demands: '限期补齐' };
  expect((await ask('minutes', { ...record, commitment: '按期整改' })).status).toBe(200);

  expect(await calls(BING)).toMatchObject([
    { phase: 'rectifying', acts: [{ act: 'rectified' }], limit: { rule: null } },
  ]);
  const before = await ask('rectified', { ...said, evidence, requestId: 'unsent' }, BING);
  expect(before).toMatchObject({ status: 422, body: { code: 'evidence-not-sent' } });
  expect(await send('整改.pdf', MENDED, BING)).toMatchObject({ status: 200 });
  expect(await readers(MENDED, BING, 'office', POST)).toEqual([200, 404, 404]);
  const answer = await ask('rectified', { ...said, evidence }, BING);
  expect([answer.status, answer.body['code']]).toEqual([200, undefined]);
  expect(await facts('rectified')).toBe(1);
  const repeated = await ask('rectified', { ...said, evidence }, BING);
  expect(repeated).toMatchObject({ status: 200, body: { repeated: true } });
  expect(await readers(MENDED, 'office', POST, 'principal', BING, JIA, YI, JUDGE)).toEqual([
    ...[200, 200, 200, 200],
    ...[404, 404, 404],
  ]);
  const process = String(answer.body['process']);
  const path = `desk/interview?process=${encodeURIComponent(process)}`;
  for (const actor of ['office', BING]) {
    const view = await read<OutputOf<'showInterview'>>(path, actor);
    const files = [shown('整改照片.pdf', MENDED)];
    expect(view.rectified).toMatchObject({ text: '已补齐并整改', files });
  }
  const taken = `act = 'fetchEvidence' and outcome = 'done' and detail ->> 'name' = '整改照片.pdf'`;
  expect(await world.count('audit', taken)).toBeGreaterThan(0);
  const removed = world.service.pool.query('delete from evidence_file where sha256 = $1', [
    hashOf(MENDED),
  ]);
  await expect(removed).rejects.toThrow('is named by an act');
});

test('from the command line a file is kept and named, anything else only named', async () => {
  const path = join(folder, '补充.pdf');
  const bytes = PDF('补充材料');
  writeFileSync(path, bytes);
  const said = ['--against', '2026-03', '--reason', '日志证明', '--evidence', path, '值班记录'];
  const who = ['--as', JIA, '--campaign', CAMPAIGN];
  const gone = await world.duban('act', 'object', '1', ...said, '没有.pdf', ...who);
  expect([gone.code, gone.err]).toEqual([2, expect.stringContaining('没有文件 没有.pdf')]);
  expect(await world.count('intake', `message ->> 'kind' = 'object'`)).toBe(1);
  const run = await world.duban('act', 'object', '1', ...said, ...who);
  expect([run.code, run.err]).toEqual([0, '']);
  await eventually(async () => (await facts('objection')) === 2);
  expect(await filesIn('objection')).toEqual([shown('补充.pdf', bytes)]);
  expect(await world.count('evidence_sender', `sha256 = '${hashOf(bytes)}'`)).toBe(1);
});

test('what an act names stays, and does not count as unnamed; the rest goes after its time', async () => {
  const { pool } = world.service;
  const before = await world.count('evidence_file');
  expect(await unnamedSize(pool, { campaign: CAMPAIGN, unit: 'u001' })).toBe(0);
  expect(await unnamedSize(pool, { campaign: CAMPAIGN, unit: 'u003' })).toBe(OTHERS.length);
  // an act that has been received and that its process has not taken yet
  expect(await world.count('intake', 'verdict is null and refused is null')).toBe(0);
  await pool.query(
    `insert into intake (request_id, received_at, campaign, process, actor, digest, body, message, signalled_at)
     values ('waits', now(), $1, 'task/' || $1 || '/t0003', 'unit:u003', '', '{}', $2, now())`,
    [CAMPAIGN, JSON.stringify({ evidence: [named('别处.pdf', OTHERS)] })],
  );
  await purgeEvidence(pool, LATER);
  expect(await readers(OTHERS, BING)).toEqual([200]);
  await pool.query(`update intake set verdict = '{}' where request_id = 'waits'`);
  await purgeEvidence(pool, LATER);
  expect(await readers(OTHERS, BING)).toEqual([404]);
  expect(await readers(ACCEPTED, JIA, 'office')).toEqual([200, 200]);
  expect(await world.count('evidence_file')).toBeLessThan(before);
  for (const bytes of [ACCEPTED, LOG, OFD]) {
    const removed = pool.query('delete from evidence_file where sha256 = $1', [hashOf(bytes)]);
    await expect(removed).rejects.toThrow('is named by an act');
  }
});

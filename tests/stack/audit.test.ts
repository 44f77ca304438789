import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Caller } from '../../client/caller.ts';
import { purgeAudit } from '../../client/handlers/auditPurge.ts';
import type { OperationName } from '../../client/operations.ts';
import type { Grant } from '../../domain/access.ts';
import { auditEntries, insertAudit } from '../../store/audit.ts';
import { checkChain, purgeAudit as purge } from '../../store/auditChain.ts';
import { transaction, type Pool } from '../../store/pool.ts';
import { eventually, NOW, request, startApi, type ApiWorld } from './apiWorld.ts';
import { askOf, callerOf } from './asking.ts';

jest.setTimeout(240_000);

let world: ApiWorld;
let pool: Pool;

beforeAll(async () => {
  world = await startApi();
  pool = world.service.pool;
  await eventually(async () => (await world.count('process', `kind = 'task'`)) === 3);
});
afterAll(() => world.stop());

const ask = (...asked: Parameters<Ask>) => askOf(world.service, ...asked);
type Ask = (
  caller: Caller,
  name: OperationName,
  input: Readonly<Record<string, unknown>>,
  actor?: string,
) => Promise<unknown>;

const UNIT: Grant = { role: 'head', unit: '甲局' };
describe('the audit', () => {
  const audit = callerOf([{ role: 'audit' }]);
  const last = async () => (await auditEntries(pool, { limit: 1 }))[0];

  test('names account, address and request, of what was done and of what was refused', async () => {
    const caller = callerOf([UNIT], { requestId: 'req-42' });
    await ask(caller, 'submitReport', {
      ...{ campaign: 'c2026-001', task: '1', text: '本月已完成', requestId: 'r-42' },
    });
    const origin = { account: 'a0009', address: '192.0.2.7', request: 'req-42' };
    expect(await last()).toMatchObject({ ...origin, act: 'submitReport', outcome: 'done' });
    await ask(caller, 'createCampaign', { ...request('r-43') });
    expect(await last()).toMatchObject({
      ...origin,
      act: 'createCampaign',
      outcome: 'not-allowed',
    });
    await world.post(
      '/campaigns/c2026-001/withdraw',
      { reason: 'x', requestId: 'r-44' },
      'unit:甲局',
    );
    expect(await last()).toMatchObject({ account: '本机令牌', outcome: 'not-allowed' });
  });

  test('holds what stood before and after, and no phone', async () => {
    const office = callerOf([{ role: 'administrator' }]);
    const paused = { act: 'pause', subject: '2', reason: '请联系13912345678' };
    const about = { campaign: 'c2026-001', requestId: 'r-45' };
    expect(await ask(office, 'decide', { ...paused, ...about })).toMatchObject({ act: 'pause' });
    const detail = (await last())?.detail as { before: string; after: string; reason: string };
    expect(detail.reason).toBe('请联系139****5678');
    expect([detail.before === detail.after, typeof detail.before]).toEqual([false, 'string']);
  });

  test('is searched a page at a time, and only by the audit', async () => {
    const first = (await ask(audit, 'searchAudit', { limit: 2 })) as {
      entries: { id: number }[];
      next: number;
    };
    const second = (await ask(audit, 'searchAudit', {
      limit: 2,
      after: first.next,
    })) as typeof first;
    expect(first.entries).toHaveLength(2);
    expect(second.entries[0]?.id).toBeLessThan(first.entries[1]?.id ?? 0);
    const mine = await ask(audit, 'searchAudit', { account: 'a0009', outcome: 'refused' });
    expect(JSON.stringify(mine)).toContain('not-allowed');
    const nobody = await ask(callerOf([{ role: 'administrator' }]), 'searchAudit', {});
    expect(nobody).toMatchObject({ fault: 'not-allowed' });
    expect(await ask(audit, 'searchAudit', { from: '2026-02-31' })).toMatchObject({
      fault: 'message-malformed',
    });
  });

  test('finds one act by what it was done to, and an object by its title', async () => {
    const signed = { at: '2026-04-02T08:00:00+08:00', actor: 'office', act: 'sign' };
    for (const subject of ['campaign/c2026-001', 'task/c2026-001/t0001']) {
      await insertAudit(pool, { ...signed, subject, outcome: 'done', detail: {} });
    }
    const found = async (filter: object) => {
      const { entries } = (await ask(audit, 'searchAudit', { ...filter })) as {
        entries: { label: string; subject: string }[];
      };
      return entries.map(({ label }) => label);
    };
    expect(await found({ act: 'sign@task' })).toEqual(['签收任务']);
    expect(await found({ act: 'sign@campaign+interview' })).toEqual(['签发']);
    expect(await found({ act: 'sign' })).toEqual(['签收任务', '签发']);
    const { rows } = await pool.query<{ title: string }>(
      `select title from task_now where campaign = 'c2026-001' and task = 't0001'`,
    );
    const subject = rows[0]?.title ?? '';
    expect(await found({ act: 'sign', subject })).toEqual(['签收任务']);
    expect(await found({ subject: '没有这样的事项' })).toEqual([]);
  });

  test('is exported, which is recorded; anybody can hash it again; no cell is a formula', async () => {
    await insertAudit(pool, {
      ...{ at: '2026-04-02T09:00:00+08:00', actor: 'office', act: '=1+1', subject: '' },
      ...{ outcome: 'done', detail: {} },
    });
    const lines = (await ask(audit, 'exportAudit', { format: 'jsonl' })) as {
      file: string;
      rows: number;
    };
    const rows = lines.file
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<'prev' | 'said' | 'hash', string>);
    expect(rows).toHaveLength(lines.rows);
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(rows.filter(({ prev, said, hash }) => sha(`${prev}\n${said}`) !== hash)).toEqual([]);
    expect(await last()).toMatchObject({ act: 'exportAudit', detail: { rows: lines.rows } });
    const { file } = (await ask(audit, 'exportAudit', { format: 'csv' })) as { file: string };
    expect(file).toContain(`,'=1+1,`);
  });

  test('is append-only, and what is changed behind its back shows', async () => {
    for (const sql of [
      'update audit set actor = $$x$$',
      'delete from audit',
      'truncate audit',
      'update audit_link set hash = $$x$$',
      'delete from audit_link',
      'truncate audit_link',
      'truncate ledger cascade',
      'truncate turn cascade',
      'truncate intake cascade',
      'delete from intake',
    ]) {
      await expect(pool.query(sql)).rejects.toThrow(/append-only/);
    }
    const sound = await checkChain(pool);
    expect(sound).toMatchObject({ flaw: null, links: await world.count('audit') });
    const behind = async (sql: string) => {
      const found: { value?: unknown } = {};
      const undone = new Error('undone');
      await transaction(pool, async (db) => {
        await db.query('set local session_replication_role = replica');
        await db.query(sql);
        found.value = (await checkChain(db, sound.head ?? undefined)).flaw;
        throw undone;
      }).catch((error: unknown) => {
        if (error !== undone) throw error;
      });
      return found.value;
    };
    const third = 'select audit from audit_link where n = 3';
    expect(await behind(`update audit set actor = 'x' where id = (${third})`)).toMatchObject({
      ...{ n: 3, why: 'changed' },
    });
    expect(await behind(`delete from audit where id = (${third})`)).toMatchObject({
      why: 'removed',
    });
    expect(await behind('delete from audit_link where n = 3')).toMatchObject({ n: 4, why: 'gap' });
    const end = `n > ${String(sound.links - 2)}`;
    const cut = `with gone as (delete from audit_link where ${end} returning audit)
                 delete from audit where id in (select audit from gone)`;
    expect(await behind(cut)).toMatchObject({ why: 'head' });
    expect(
      await behind(`insert into audit (at, actor, act, subject, outcome, detail)
                    values (now(), 'x', 'x', 'x', 'done', '{}')`),
    ).toMatchObject({ why: 'unlinked' });
  });

  test('the command line lists, checks and exports', async () => {
    const listed = await world.duban('audit', 'list', '--account', '本机令牌');
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toContain('本机令牌');
    const checked = await world.duban('audit', 'check');
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('审计链完整')]);
    const noted = /--noted (\S+)/.exec(checked.out)?.[1] ?? '';
    expect((await world.duban('audit', 'check', '--noted', noted)).code).toBe(0);
    const [n] = noted.split(':');
    const wrong = await world.duban('audit', 'check', '--noted', `${n}:${'0'.repeat(64)}`);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('不成立')]);
  });

  test('keeps half a year at least; a purge takes the oldest and the chain still holds', async () => {
    const actor = 'system';
    await expect(purgeAudit(world.service, { actor, days: 179 })).rejects.toThrow(
      '至少保存 180 天',
    );
    expect(await purgeAudit(world.service, { actor })).toBe(0);
    const later = NOW + 200 * 86_400_000;
    const service = { ...world.service, clockOffset: later - Date.now() };
    await expect(purgeAudit(service, { actor, days: 180 })).rejects.toThrow('180 days');
    const before = await world.count('audit');
    const entry = { actor, act: 'x', subject: '', outcome: 'done', detail: {} };
    await insertAudit(pool, { ...entry, at: new Date(later).toISOString() });
    expect(await purgeAudit(service, { actor, days: 180 })).toBe(before);
    expect(await world.count('audit')).toBe(2);
    expect(await last()).toMatchObject({ act: 'purgeAudit', detail: { count: before } });
    expect((await checkChain(pool)).flaw).toBeNull();
    await expect(purge(pool, new Date(later + 1), () => Promise.resolve())).rejects.toThrow(
      '180 days',
    );
  });
});

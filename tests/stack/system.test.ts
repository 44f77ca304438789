import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listStuck } from '../../client/handlers/stuck.ts';
import { listContacts, listUndelivered } from '../../client/handlers/undelivered.ts';
import { showVersions } from '../../client/handlers/versions.ts';
import { insertAccount } from '../../store/accounts.ts';
import { insertGrant } from '../../store/grants.ts';
import { eventually, startApi, type ApiWorld } from './apiWorld.ts';

let world: ApiWorld;

beforeAll(async () => {
  world = await startApi();
  await eventually(async () => (await world.count('notice')) > 10);
}, 120_000);
afterAll(() => world.stop(), 60_000);

describe('what the system administrator sees', () => {
  test('versions of the program, the register and the calendars', async () => {
    const { groups } = await showVersions(world.service);
    const values = (title: string) => groups.find((one) => one.title === title)?.lines ?? [];
    const [own, node, register, temporal] = values('程序');
    expect(own?.value).toMatch(/^\d+\.\d+\.\d+/u);
    expect(node?.value).toBe(process.version.slice(1));
    expect(register?.value).toMatch(/^1[5-9]/u);
    expect(temporal?.value).toMatch(/^\d+\./u);
    expect(values('登记簿结构').at(-1)).toMatchObject({ value: '无', note: null });
    expect(values('规则代次')).toHaveLength(3);
    expect(values('工作日历')[0]?.note).toMatch(/^放假安排公布到\d{4}年\d+月\d+日$/u);
  });

  test('inboxes that nobody can open, until somebody holds the desk', async () => {
    const { pool } = world.service;
    const ofUnit = async () => {
      const { lines, total } = await listUndelivered(world.service, { days: 366 });
      expect(lines.reduce((sum, { notices }) => sum + notices, 0)).toBe(total);
      return lines.filter(({ recipientWords }) => recipientWords.startsWith('甲局'));
    };
    const before = await ofUnit();
    expect(before.length).toBeGreaterThan(0);
    expect(before[0]?.advice).toContain('联系人');
    const at = new Date();
    const person = { login: 'jia', name: '甲局联络员', unit: '甲局', subject: null, at };
    const account = await insertAccount(pool, person);
    const waiting = (await listContacts(world.service, {})).units;
    expect(waiting.find(({ unit }) => unit === '甲局')).toMatchObject({
      covered: false,
      contacts: [{ name: '甲局联络员', roles: [], activated: false }],
    });
    await insertGrant(pool, account, { role: 'reporter', unit: '甲局' }, { at, account: null });
    expect(await ofUnit()).toEqual([]);
    const { units, uncovered } = await listContacts(world.service, { words: '甲' });
    expect(uncovered).toBe(2);
    expect(units).toMatchObject([
      { unit: '甲局', covered: true, contacts: [{ roles: ['填报员'] }] },
    ]);
  });

  test('a process that was stopped behind the register’s back, with what to do', async () => {
    const { client } = world.service;
    expect(await listStuck(world.service)).toMatchObject({ asked: true, stuck: [] });
    await client.workflow.getHandle('task/c2026-001/t0003').terminate('stopped by the test');
    await eventually(async () => (await listStuck(world.service)).stuck.length > 0);
    const { stuck, words } = await listStuck(world.service);
    expect(words).toContain('有 1 个停住');
    expect(stuck).toMatchObject([
      {
        process: 'task/c2026-001/t0003',
        status: 'closed',
        statusWords: '被人在后台终止',
        words: expect.stringContaining('任务 3'),
      },
    ]);
    expect(stuck[0]?.lastAt).not.toBeNull();
    expect(stuck[0]?.advice).toContain('登记簿');
  });

  test('without Temporal the register alone is asked, and it is said', async () => {
    await world.stopTemporal();
    const { asked, running, words } = await listStuck(world.service);
    expect(asked).toBe(false);
    expect(running).toBeGreaterThan(3);
    expect(words).toContain('没有应答');
    const { groups } = await showVersions(world.service);
    expect(groups[0]?.lines.at(-1)).toMatchObject({ value: '没有应答' });
  }, 60_000);
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TASK_ACTS } from '../../client/acts/acts.ts';
import { obligationAsked } from '../../client/acts/obligationAsked.ts';
import { returnLimit } from '../../client/acts/verify.ts';
import { CommandEnd } from '../../client/commands/io.ts';
import { obstaclesWords } from '../../client/commands/obstacles.ts';
import { extrasGivenOn } from '../../client/commands/reportExtras.ts';
import { reportsWords } from '../../client/commands/reports.ts';
import { FaultError } from '../../client/faultError.ts';
import type { TaskNow } from '../../client/handlers/find.ts';
import { carriedExtras } from '../../client/handlers/reportExtras.ts';
import type { OutputOf } from '../../client/operations.ts';
import { contentGiven } from '../../client/reportInput.ts';
import type { Service } from '../../client/service.ts';
import { initialTask, taskMachine } from '../../domain/task.ts';
import { contextOf, partyOf, regimeOf, taskOf } from '../harness/cast.ts';
import { when } from '../harness/played.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duban-extras-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The sentence with which something ends. */
function said(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CommandEnd || error instanceof FaultError) return error.message;
    throw error;
  }
  return '';
}

describe('what a report carries besides', () => {
  test('evidence by its name and SHA-256; the file stays where it is', () => {
    const path = join(folder, '现场照片.jpg');
    writeFileSync(path, 'photo');
    const sha256 = createHash('sha256').update('photo').digest('hex');
    expect(extrasGivenOn({ evidence: [path] })).toEqual({
      evidence: [{ name: '现场照片.jpg', sha256 }],
    });
  });

  test('nothing where nothing is said: older digests stay what they were', () => {
    expect(extrasGivenOn({})).toEqual({});
    expect(contentGiven({})).toEqual({});
  });

  test.each([
    ['纸质', 'paper'],
    ['电话', 'phone'],
    ['fax', 'fax'],
    [undefined, 'paper'],
  ])('an arrival by %s', (arrivedBy, how) => {
    const options = { arrivedAt: '2026-01-26 11:00', arrivalEvidence: '收文12号' };
    expect(
      extrasGivenOn({ ...options, ...(arrivedBy === undefined ? {} : { arrivedBy }) }),
    ).toEqual({ claimed: { at: '2026-01-26 11:00', how, evidence: '收文12号' } });
  });

  test.each([
    [{ arrivedBy: '纸质' }, /--arrived-at/],
    [{ arrivedAt: '2026-01-26 11:00' }, /--arrival-evidence/],
    [{ arrivedAt: 'x', arrivalEvidence: 'y', arrivedBy: '信鸽' }, /纸质、电话.*“信鸽”/],
  ])('%j says too little', (options, words) => {
    expect(said(() => extrasGivenOn(options))).toMatch(words);
  });

  test('a time as people write it becomes an instant of the campaign’s zone', () => {
    const claimed = { at: '2026-01-26 11:00', how: 'paper' as const, evidence: 'x' };
    expect(carriedExtras({ claimed }, 'Asia/Shanghai').claimed?.at).toBe(when('2026-01-26 11:00'));
    const wrong = { claimed: { ...claimed, at: '昨天' } };
    expect(said(() => carriedExtras(wrong, 'Asia/Shanghai'))).toMatch(/“昨天”应写作/);
  });
});

describe('which obligation an act is about', () => {
  const regime = regimeOf({ verify: { by: 'office', limit: { workdays: 2 } } });
  const context = contextOf({ regime });
  const input = { context, task: taskOf({ owes: [partyOf('u001'), partyOf('u002')] }) };
  const now: TaskNow = {
    ...{ input, process: 'task/c2026-001/t0001', started: true },
    machine: taskMachine(input),
    state: initialTask(input),
  };
  const asking = { service: {} as Service, context, now, actor: 'office' };
  const waiting =
    (...keys: readonly string[]) =>
    (key: string) =>
      keys.includes(key);

  test('the only one that waits need not be named', async () => {
    const key = 'monthly/2026-03/u002';
    expect(await obligationAsked({}, asking, waiting(key))).toBe(key);
    expect(await obligationAsked({ period: '2026-03' }, asking, waiting(key))).toBe(key);
    expect(await obligationAsked({ obligation: 'as/it/is' }, asking, waiting())).toBe('as/it/is');
  });

  test('a unit means its own', async () => {
    const own = { ...asking, actor: 'unit:u001' };
    const both = waiting('monthly/2026-03/u001', 'monthly/2026-03/u002');
    expect(await obligationAsked({}, own, both)).toBe('monthly/2026-03/u001');
  });

  test.each([
    [{}, [], /目前没有一期合适/],
    [{ period: '2026-13' }, [], /没有这样的报送义务/],
    [{}, ['monthly/2026-03/u001', 'monthly/2026-04/u001'], /有 2 项.*monthly\/2026-04\/u001/s],
    [{ period: '2026-03' }, [], /有 2 项/],
  ])('%j with %j waiting is not clear', async (named, keys, words) => {
    await expect(obligationAsked(named, asking, waiting(...keys))).rejects.toThrow(words);
  });

  test('the new limit of a return is told beforehand, with the rule', () => {
    const key = 'monthly/2026-03/u001';
    const at = when('2026-03-26 10:00');
    expect(returnLimit({ now, at }, key, undefined)).toEqual({
      ...{ limitAt: when('2026-03-31 17:00'), day: '2026-03-31', rule: '3个工作日' },
    });
    expect(returnLimit({ now, at }, key, '2026-04-04')).toMatchObject({
      ...{ day: '2026-04-06', rule: '按所写日期，遇休息日顺延' },
    });
    expect(returnLimit({ now, at }, key, '2026-02-30')).toBeUndefined();
    expect(returnLimit({ now, at }, 'x', undefined)).toBeUndefined();
  });
});

test('an act’s fields are the options of the command line', () => {
  const camel = (flags: string) =>
    (/--([a-z-]+)/.exec(flags)?.[1] ?? '').replace(/-(\w)/g, (_, c: string) => c.toUpperCase());
  for (const { act, fields, options } of TASK_ACTS) {
    const named = options.map(([flags]) => camel(flags));
    expect([act, named.filter((name) => !(name in fields.shape))]).toEqual([act, []]);
  }
});

describe('on the terminal', () => {
  const version: OutputOf<'showReports'>['versions'][number] = {
    ...{ requestId: 'r', occasion: '2026年3月“月调度”', duty: 'monthly', period: '2026-03' },
    ...{ unit: '甲局', version: 2, receivedAt: when('2026-03-24 10:00'), by: 'office' },
    ...{ digest: 'abcdef0123456789', text: '一\n二', nil: null, value: 3, fields: { a: '甲' } },
    evidence: [{ name: '照片.jpg', sha256: 'f'.repeat(64), kept: true, words: '2 KB' }],
    ...{ obstacle: '缺地', claimedAt: when('2026-03-23 09:00') },
  };

  test('every version stands with its text, and how it stands now', () => {
    const words = reportsWords({
      ...{ campaign: 'c2026-001', task: 't0001', zone: 'Asia/Shanghai', versions: [version] },
      standing: [
        {
          ...{
            obligation: 'x',
            occasion: '2026年3月“月调度”',
            units: ['甲局'],
            verdict: 'on-time',
          },
          ...{ verification: 'leader', verifier: '副主任', limitAt: when('2026-03-27 17:00') },
          events: [],
        },
      ],
    });
    expect(words.split('\n')).toEqual([
      '2026年3月“月调度” 甲局 第 2 版：3月24日（周二）10:00 收到，督查室代录，称到达 3月23日（周一）09:00，校验码 abcdef012345',
      '  一',
      '  二',
      '  本期完成数：3',
      '  a：甲',
      '  需协调：缺地',
      `  佐证 照片.jpg（2 KB，SHA-256 ${'f'.repeat(16)}…）`,
      '',
      '目前：',
      '2026年3月“月调度” 甲局：按时；待复核（副主任），限 3月27日（周五）17:00',
    ]);
  });

  test('the agenda says who was asked and until when', () => {
    const words = obstaclesWords(
      {
        ...{ campaign: 'c2026-001', zone: 'Asia/Shanghai', next: null },
        obstacles: [
          {
            ...{ task: 't0001', no: '1', title: '修订规划', obstacle: 1, occasion: '2026年3月' },
            ...{ unit: '甲局', text: '缺地', asks: '乙局', raisedAt: when('2026-03-24 10:00') },
            ...{ phase: 'overdue', owner: '乙局', until: when('2026-04-10 17:00') },
            ...{ resolvedAt: null, result: null },
          },
        ],
      },
      120,
    );
    expect(words).toMatch(/缺地（请乙局协调）.*逾期.*乙局.*4月10日/s);
    const none = { campaign: 'c2026-001', zone: 'Asia/Shanghai', next: null, obstacles: [] };
    expect(obstaclesWords(none, 80)).toBe('c2026-001 没有需协调事项。');
  });
});

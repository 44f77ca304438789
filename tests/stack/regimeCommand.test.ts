import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stringify } from 'yaml';
import type { OutputOf } from '../../client/operations.ts';
import type { Regime } from '../../domain/regime.ts';
import { eventually, startApi, type ApiWorld } from './apiWorld.ts';
import { changed } from './changedRegime.ts';
import { parkRegime } from './plan49.ts';

jest.setTimeout(240_000);

describe('the command line', () => {
  let world: ApiWorld;
  let folder: string;
  const CAMPAIGN = 'c2026-001';
  const file = (regime: unknown) => {
    const path = join(folder, `regime-${Math.random().toString(36).slice(2)}.yaml`);
    writeFileSync(path, typeof regime === 'string' ? regime : stringify(regime));
    return path;
  };
  const preview = (regime: unknown, from: string, ...more: readonly string[]) =>
    world.duban('regime', 'preview', CAMPAIGN, '--file', file(regime), '--from', from, ...more);
  const publish = (regime: unknown, from: string, confirm: string, ...more: readonly string[]) =>
    world.duban(
      ...['regime', 'publish', CAMPAIGN, '--file', file(regime), '--from', from],
      ...['--confirm', confirm, '--reason', '为基层减负', ...more],
    );
  const amended = (type: string) =>
    world.count('ledger', `campaign = '${CAMPAIGN}' and type = '${type}'`);

  beforeAll(async () => {
    world = await startApi();
    folder = mkdtempSync(join(tmpdir(), 'duban-regime-'));
    await eventually(async () => (await world.count('ledger', `type = 'judged'`)) >= 6);
  }, 240_000);
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Without the brief: nobody cooperates in that plan. */
  const twoMonthly = (version: number): Regime => {
    const own = changed(version);
    return { ...own, duties: own.duties.slice(0, 1), bulletins: parkRegime().bulletins };
  };

  test('what another regime would change is listed, and nothing is written', async () => {
    const before = [await world.count('document'), await world.count('audit')];
    const run = await preview(twoMonthly(2), '2026-07-01', '--json');
    expect([run.code, run.err]).toEqual([0, '']);
    const found = JSON.parse(run.out) as OutputOf<'previewRegime'>;
    expect(found.counts).toMatchObject({ moved: 0 });
    expect(found.lines.every(({ from, to }) => (to ?? from ?? '') >= '2026-07-01')).toBe(true);
    expect(found.notes).toEqual([
      '“月调度报送”：按旧制度的最后一期是2026年6月；新制度自2026年7—8月起',
    ]);
    const words = (await preview(twoMonthly(2), '2026-07-01')).out;
    expect(words).toContain(`清单校验码：${found.digest}`);
    expect(words).toContain('周期：每月→每两个月');
    expect([await world.count('document'), await world.count('audit')]).toEqual(before);
  });

  test.each([
    ['a day that is past', () => preview(twoMonthly(2), '2026-04-02'), '不晚于今天'],
    ['the same version', () => preview(twoMonthly(1), '2026-07-01'), '请把 version 改为 2'],
    [
      'another regime',
      () => preview({ ...twoMonthly(2), id: 'other' }, '2026-07-01'),
      '标识是 other',
    ],
    ['the same content', () => preview({ ...parkRegime(), version: 2 }, '2026-07-01'), '没有不同'],
    ['a duty that nobody owes', () => preview(changed(2), '2026-07-01'), '没有应报单位'],
    [
      'what cannot change',
      () => preview({ ...twoMonthly(2), sign: { limit: { days: 3 } } }, '2026-07-01'),
      '在办理过程中不能改',
    ],
    ['a list that was not seen', () => publish(twoMonthly(2), '2026-07-01', 'ffff'), '没有发布'],
    [
      'a unit',
      () => publish(twoMonthly(2), '2026-07-01', 'ffff', '--as', 'unit:甲局'),
      '不能做“发布制度变更”',
    ],
    [
      'a fault at its line',
      () => preview(stringify(twoMonthly(2)).replace('17:00', '27:00'), '2026-07-01'),
      /第\d+行第\d+列/,
    ],
    [
      'a withdrawal of nothing',
      () => world.duban('regime', 'withdraw', CAMPAIGN, '--reason', '误发'),
      '没有待生效的制度',
    ],
  ])('refuses %s', async (_, run, words) => {
    const { code, err } = await run();
    expect([code, err]).toEqual([
      1,
      typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
    ]);
    expect(await amended('regime-amended')).toBe(0);
  });

  test('published as previewed, shown, refused a second time, and withdrawn without a trace but the record', async () => {
    const upcoming = async () => {
      const { out } = await world.duban('campaign', 'show', CAMPAIGN, '--json');
      return (JSON.parse(out) as OutputOf<'showCampaign'>).upcoming;
    };
    const before = await upcoming();
    expect(before.map(({ period }) => period)).toContain('2026年5月');
    const { digest } = JSON.parse((await preview(twoMonthly(2), '2026-05-01', '--json')).out) as {
      digest: string;
    };
    const run = await publish(twoMonthly(2), '2026-05-01', digest, '--request-id', 'regime-2');
    expect([run.code, run.err]).toEqual([0, '']);
    await eventually(async () => (await amended('regime-amended')) === 4);
    const again = await publish(twoMonthly(2), '2026-05-01', digest, '--request-id', 'regime-2');
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('没有重复')]);
    expect((await world.duban('regime', 'show', CAMPAIGN)).out).toContain(
      '第2版自 2026-05-01 起的报告期生效',
    );
    expect((await preview(twoMonthly(3), '2026-08-01')).err).toContain('2026-05-01 才生效');
    expect((await world.duban('inbox', '甲局/联络员', '--campaign', CAMPAIGN)).out).toContain(
      '制度有变更',
    );
    const after = (await upcoming()).map(({ period }) => period);
    expect(after).toContain('2026年5—6月');
    expect(after).not.toContain('2026年5月');
    const back = await world.duban('regime', 'withdraw', CAMPAIGN, '--reason', '误发');
    expect([back.code, back.err]).toEqual([0, '']);
    await eventually(async () => (await amended('regime-withdrawn')) === 4);
    expect(await upcoming()).toEqual(before);
    expect((await world.duban('regime', 'show', CAMPAIGN)).out).toContain('撤回（误发）');
    expect((await preview(twoMonthly(2), '2026-07-01')).err).toContain('请把 version 改为 3');
  });
});

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { archive, explain } from '../../client/handlers/proof.ts';
import { liveThrough } from '../../client/lived.ts';
import { Behaviour, type Delivery } from '../../domain/behaviour.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { campaignProcess } from '../../domain/ids.ts';
import { epoch } from '../../domain/instant.ts';
import { verifyProof } from '../../domain/proofVerify.ts';
import type { Regime } from '../../domain/regime.ts';
import { owedUnderRegime } from '../../domain/regimeOwed.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { tasksOf } from '../../store/campaigns.ts';
import { sha256 } from '../../store/ledger.ts';
import { transaction } from '../../store/pool.ts';
import { insertRegime, regimeHash } from '../../store/regimes.ts';
import { changed } from './changedRegime.ts';
import { only } from './compared.ts';
import { startYear } from './plan49.ts';
import { startWorld, type Campaign, type World } from './world.ts';

jest.setTimeout(400_000);

const END = '2026-11-30T23:59:59+08:00';
describe('life over the boundary', () => {
  let world: World;
  let campaign: Campaign;

  beforeAll(async () => {
    world = await startWorld({ skipping: true });
    await world.startWorker();
    campaign = await startYear(world, 14);
  }, 120_000);
  afterAll(() => world.stop(), 60_000);

  /** As the handler publishes it: who owes is kept in the register, the campaign is told. */
  async function published(regime: Regime, at: string, from: string, over: number) {
    const { context, directory } = campaign;
    const rows = await tasksOf(world.pool, context.campaign);
    const tasks = rows.map(({ plan, owed }) => ({ plan, owed }));
    const { owed, diagnostics } = owedUnderRegime(tasks, directory, context.regime, regime);
    expect(diagnostics).toEqual([]);
    const kept = await transaction(world.pool, (db) =>
      insertRegime(db, context.campaign, regime, owed, []),
    );
    expect(kept).toBe('kept');
    const hash = regimeHash(regime);
    const message = {
      ...{ kind: 'regime', id: `publish-${regime.version}`, receivedAt: at, by: 'office' },
      ...{ regime, hash, from, reason: '减负', over: { id: regime.id, version: over } },
      touched: { u001: 3 },
    };
    return { owed, act: { at, process: campaignProcess(context.campaign), message } as Delivery };
  }

  test('equals its rehearsal, entry by entry, and every expected obligation is judged once', async () => {
    const { context, input, tasks } = campaign;
    const withdrawn = await published(changed(2), '2026-03-10T10:00:00+08:00', '2026-05-01', 1);
    const { owed, act } = await published(changed(3), '2026-05-12T10:00:00+08:00', '2026-07-01', 1);
    const back = '2026-03-20T10:00:00+08:00';
    const withdrawal: Delivery = {
      ...{ at: back, process: act.process },
      message: {
        ...{ kind: 'regime-withdraw', id: 'back', receivedAt: back, by: 'office', reason: '误发' },
        withdraws: { id: context.regime.id, version: 2 },
      } as Delivery['message'],
    };
    const behaviour = Behaviour.parse({
      seed: 5,
      reports: { 'on-time': 5, late: 2, silent: 4, lost: 1 },
      pauses: [{ from: '2026-06-22T10:00:00+08:00', to: '2026-07-03T09:00:00+08:00' }],
    });
    const acts = [withdrawn.act, withdrawal, act];
    const owedUnder = (_: string, task: string) => owed.get(task);
    const { client, pool } = world;
    await liveThrough({ client, pool, context, tasks, behaviour, acts, owedUnder }, epoch(END));
    const { rows } = await pool.query<Record<string, unknown>>(
      `select process, kind, type, key, at_text as at, payload from ledger where campaign = $1
       union all
       select process, 'notice', type, key, at_text, payload from notice where campaign = $1`,
      [context.campaign],
    );
    const life = new Set(rows.map(canonicalJson));
    const rehearsed = new Set<string>();
    rehearse({
      ...{ input, tasks, behaviour, acts, owedUnder, until: END },
      onRow({ process, decision: { kind, type, key, at, payload } }) {
        rehearsed.add(canonicalJson({ process, kind, type, key, at, payload }));
      },
    });
    expect(only(life, rehearsed)).toEqual([]);
    expect(only(rehearsed, life)).toEqual([]);
    const refused = rows.filter(({ type }) => type === 'refused');
    expect(refused).toEqual([]);
  });

  test('the expected set after the boundary is that of the new regime, by those who owe under it', async () => {
    const { rows } = await world.pool.query<{ duty: string; period: string; count: number }>(
      `select duty, period, count(*)::int as count from expected
        where campaign = $1 and duty <> 'deadlines' and opened_at >= '2026-06-01+08' group by 1, 2 order by 1, 2`,
      [campaign.context.campaign],
    );
    const found = rows.map(({ duty, period }) => `${duty} ${period}`);
    expect(found).toEqual([
      ...['brief 2026Q3', 'brief 2026Q4'],
      ...['monthly 2026-06', 'monthly 2026-07B', 'monthly 2026-09B', 'monthly 2026-11B'],
    ]);
    const { rows: judged } = await world.pool.query<{ under: unknown; period: string }>(
      `select distinct payload ->> 'period' as period, payload -> 'under' as under from ledger
        where campaign = $1 and type = 'judged' and payload ->> 'duty' = 'monthly' order by 1`,
      [campaign.context.campaign],
    );
    expect(judged.filter(({ under }) => under !== null).map(({ period }) => period)).toEqual([
      ...['2026-07B', '2026-09B'],
    ]);
  });

  test('notices of both regimes prove themselves, and name the regime that gave their period', async () => {
    const { pool, client } = world;
    const service = { pool, client, taskQueue: '', clockOffset: 0 };
    const { rows } = await pool.query<{ key: string; period: string }>(
      `select distinct on (payload ->> 'period') key, payload ->> 'period' as period from notice
        where campaign = $1 and type = 'urge' and payload ->> 'duty' <> 'deadlines'
        order by payload ->> 'period', key`,
      [campaign.context.campaign],
    );
    const periods = rows.map(({ period }) => period);
    expect(periods).toEqual(expect.arrayContaining(['2026-05', '2026-07B']));
    for (const { key, period } of rows) {
      const { proof, sentences } = await explain(service, { notice: key }, 'office');
      const result = verifyProof(proof, { sha256 });
      expect([period, result.holds, 'failure' in result && result.failure.message]).toEqual([
        ...[period, true, false],
      ]);
      const version = /B$|Q/.test(period) ? '第3版' : '第1版';
      expect(sentences.join()).toContain(version);
    }
    const { file } = await archive(service, { task: 't0001', campaign: campaign.context.campaign });
    expect(verifyProof(file, { sha256 }).holds).toBe(true);
  });
});

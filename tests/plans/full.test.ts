import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CampaignDocuments } from '../../client/operations.ts';
import { prepare } from '../../client/prepare.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import { readProcess } from '../../domain/ids.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { Regime } from '../../domain/regime.ts';
import { term } from '../../domain/terms.ts';
import { factTable } from '../../domain/wordsFacts.ts';
import { noticeTable } from '../../domain/wordsNotices.ts';
import { readPlanYaml } from '../../importers/planYaml.ts';
import { readRegime } from '../../importers/regime.ts';
import { CALENDAR } from '../harness/cast.ts';

const PLANS = new URL('../../plans/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, PLANS), 'utf8');

const PLAN = `title: 三项任务的方案
tasks:
  - { no: 1, content: 修订规划, lead: 甲局, cooperating: [乙局] }
  - { no: 2, content: 整治道路, lead: [甲局, 乙局], deadlines: [{ date: 2026-09-30 }] }
  - { no: 3, content: 治理河道, lead: 丙镇, deadlines: [{ date: 2026-06-30 }] }
`;

function year(behaviour: Behaviour) {
  const { draft } = readPlanYaml('plan.yaml', PLAN, { today: '2026-01-01' });
  const { regime } = readRegime(text('park-full.regime.yaml'));
  const startedAt = '2026-01-01T00:00:00+08:00';
  const documents = CampaignDocuments.parse({
    ...{ plan: draft, regime, calendar: CALENDAR },
    horizon: { from: '2026-01-01', to: '2027-01-01' },
  });
  const { assigned, bound } = prepare(documents, startedAt);
  const said = new Set<string>();
  const counts: Record<string, number> = {};
  rehearse({
    input: { context: { campaign: 'c2026-001', ...bound }, ...assigned },
    tasks: assigned.tasks,
    behaviour,
    onRow: ({ process, decision: { kind, type } }) => {
      if (kind !== 'effect') said.add(`${readProcess(process)?.kind ?? ''} ${kind} ${type}`);
      counts[type] = (counts[type] ?? 0) + 1;
    },
  });
  return { said, counts };
}

describe('the sample with every part of a regime', () => {
  test('has no fault, and shows every part', () => {
    const { regime, faults } = readRegime(text('park-full.regime.yaml'));
    expect(faults).toEqual([]);
    const absent = Object.keys(Regime.shape).filter((part) => !(part in (regime ?? {})));
    expect(absent).toEqual([]);
  });

  test('of a year without anybody, and of one in which all is done, everything has its words', () => {
    const silent = year(Behaviour.parse({ reports: 'silent', matters: 'none', talks: 'none' }));
    const busy = year(Behaviour.parse({ reports: { 'on-time': 3, late: 1, nil: 1 } }));
    const rows = [...new Set([...silent.said, ...busy.said])];
    const mute = rows.filter((row) => {
      const [process = '', kind, type = ''] = row.split(' ');
      const table = kind === 'notice' ? noticeTable : factTable;
      return table[`${process}:${type}`] === undefined && table[type] === undefined;
    });
    expect(mute).toEqual([]);
    expect(rows.filter((row) => term(row.split(' ')[2] ?? '') === row.split(' ')[2])).toEqual([]);
  });

  test('whoever signs, reports and verifies hears of no limit', () => {
    const { counts } = year(Behaviour.parse({ reports: 'on-time' }));
    expect(counts['signed']).toBe(4);
    expect(counts['unsigned']).toBeUndefined();
    expect(counts['urge']).toBeUndefined();
    expect(counts['report-accepted']).toBeGreaterThan(30);
  });
});

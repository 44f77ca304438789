import { describe, expect, test } from '@jest/globals';
import { previewWords } from '../../client/commands/plan.ts';
import { viewWords } from '../../client/commands/item.ts';
import { taskOfItem, titleOf, withNewUnits } from '../../client/handlers/itemTask.ts';
import { severalIn } from '../../client/handlers/planStanding.ts';
import { OPERATIONS, type OutputOf } from '../../client/operations.ts';
import { assign } from '../../domain/assign.ts';
import { PlanTask } from '../../domain/plan.ts';
import { Directory } from '../../domain/unit.ts';
import type { CampaignRow } from '../../store/campaigns.ts';
import { withPresent } from '../../store/directories.ts';
import { contextOf, regimeOf, UNITS } from '../harness/cast.ts';

const regime = regimeOf({
  items: { approve: { by: 'post:督查室主任', limit: { workdays: 3 } }, reports: ['monthly'] },
});
const row: CampaignRow = {
  ...{ id: 'c2026-001', title: '日常督办', createdAt: new Date(0) },
  context: contextOf({ regime }),
};
const directory = Directory.parse({ units: UNITS, groups: [{ name: '各镇', members: ['u003'] }] });
const body = {
  ...{ source: 'instruction', title: '整治积水点', text: '尽快整治城东积水点。' },
  ...{ urgency: 'ordinary', leader: 'post:区长', on: '2026-03-02', due: null },
};
const made = (input: object, more: object = {}) =>
  taskOfItem({
    row,
    input: { lead: ['甲局'], cooperating: [], newUnits: false, ...input },
    body: { ...body, ...more },
    ...{ directory, key: 't0005' },
  });

describe('what is typed of an item', () => {
  test('its title is the first sentence, shortened', () => {
    expect(titleOf({ text: ' 尽快整治城东积水点。另请… ' })).toBe('尽快整治城东积水点');
    expect(titleOf({ text: '整'.repeat(50) })).toBe(`${'整'.repeat(39)}…`);
    expect(titleOf({ title: '积水点', text: '尽快' })).toBe('积水点');
  });

  test('it owes its day and what the regime says, by its units, for its leader', () => {
    const { plan, owed } = made({ cooperating: ['乙局'] });
    expect(PlanTask.parse(plan)).toEqual(plan);
    expect(plan).toMatchObject({ category: ['领导批示'], leaders: ['区长'], duties: ['monthly'] });
    expect(owed).toMatchObject({
      item: { source: 'instruction', leader: 'post:区长' },
      parties: { monthly: [{ id: 'u001' }], deadlines: [{ id: 'u001' }] },
    });
  });

  test('a meeting note that names the day has told the units itself', () => {
    expect(made({}, { source: 'meeting', due: '2026-04-01' }).owed.item).toMatchObject({
      quiet: true,
    });
    expect(made({}, { source: 'meeting' }).owed.item).not.toHaveProperty('quiet');
    expect(made({}, { due: '2026-04-01' }).owed.item).not.toHaveProperty('quiet');
  });

  test('several units answer jointly, a group each for itself', () => {
    expect(made({ lead: ['甲局', '乙局'] }).owed.parties['deadlines']).toEqual([
      { id: 'u001+u002', members: ['u001', 'u002'] },
    ]);
    expect(made({ lead: ['各镇'] }).owed.parties['deadlines']).toEqual([
      { id: 'u003', members: ['u003'] },
    ]);
  });

  test('a unit that nobody knows is refused, unless it is new', () => {
    expect(() => made({ lead: ['戊局'] })).toThrow(/督办事项的单位有 1 处错误/);
    const { owed } = made({ lead: ['戊局'], newUnits: true });
    expect(owed.units).toMatchObject([{ id: 'u005', name: '戊局' }]);
    const plan = { assignments: [{ unit: '甲局', role: 'lead' as const }] };
    expect(withNewUnits(directory, plan)).toBe(directory);
  });
});

test('a leader is a post, never a bare name', () => {
  const input = OPERATIONS.registerItem.input;
  const valid = (leader: string) =>
    input.safeParse({
      ...{ source: '领导批示', text: '整治', on: '2026-03-02', lead: ['甲局'], requestId: 'r' },
      leader,
    }).success;
  expect(['post:区长', 'principal', '区长', 'office', 'unit:甲局'].map(valid)).toEqual([
    ...[true, true, false, false, false],
  ]);
});

test('an item and a version are told in words', () => {
  const view: OutputOf<'showItem'> = {
    ...{ item: 't0005', number: null, source: '领导批示', title: '整治积水点', leader: '区长' },
    ...{ on: '2026-03-02', urgency: 'urgent', units: ['甲局'], phase: 'waiting', due: null },
    ...{ limitAt: '2026-03-05T17:00:00+08:00', verdict: null, campaign: 'c2026-001' },
    ...{
      zone: 'Asia/Shanghai',
      text: '尽快整治。',
      registeredBy: '督查室',
      approver: '督查室主任',
    },
    ...{ registeredAt: '2026-03-02T10:00:00+08:00', history: [] },
  };
  const words = viewWords(view, 100);
  expect(words).toContain('t0005“整治积水点”（t0005，c2026-001）待立项');
  expect(words).toContain('前由督查室主任决定');
  const preview: OutputOf<'previewPlan'> = {
    ...{ campaign: 'c2026-001', zone: 'Asia/Shanghai', over: 1, version: 2, digest: 'abc' },
    counts: { added: 0, changed: 0, removed: 1, words: 0, same: 4 },
    ...{ units: [], notes: [], open: [] },
    lines: [
      { kind: 'removed', task: 't0001', no: '1', title: '修路', units: ['甲局'], says: ['终止'] },
    ],
  };
  const told = previewWords(preview, { file: 'v2.yaml', replace: ['3'] }, 100);
  expect(told).toContain('--file v2.yaml --replace 3 --confirm abc');
  const open = previewWords({ ...preview, open: ['第 1 项不能移交'] }, { file: 'v2.yaml' }, 100);
  expect(open).toContain('还有 1 处不能照此办理');
  expect(open).not.toContain('--confirm');
});

test('leads that were chosen to report each for itself go on to do so in a later version', () => {
  const printed = (key: string): PlanTask => ({
    ...{ key, no: null, category: [], title: null, content: key, leaders: [], openEnded: false },
    assignments: ['甲局', '乙局'].map((unit) => ({ unit, role: 'lead' as const })),
    deadlines: [],
  });
  const tasks = [printed('t0001'), printed('t0002')];
  const plan = { title: '', issuer: null, documentNumber: null, issuedOn: null, version: 1, tasks };
  const rows = assign(plan, directory, regime, { t0002: 'several' }).tasks.map((owed) => ({
    ...{ key: owed.key, owed },
  }));
  expect(severalIn(tasks, rows, directory, [regime])).toEqual({ t0002: 'several' });
});

test('a unit that took another name is known by both, and who came in since is known', () => {
  const [first, ...rest] = UNITS;
  if (first === undefined) throw new Error('no unit');
  const came = { ...first, id: 'u009', name: '戊局' };
  const now = withPresent(directory, [{ ...first, name: '甲委' }, ...rest, came]);
  expect(now.units.find(({ id }) => id === 'u001')).toMatchObject({
    name: '甲委',
    aliases: ['甲局'],
  });
  expect(now.units.map(({ id }) => id)).toEqual(['u001', 'u002', 'u003', 'u004', 'u009']);
  expect(withPresent(directory, UNITS)).toEqual(directory);
});

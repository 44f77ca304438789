import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { prepare } from '../../client/prepare.ts';
import { Behaviour } from '../../domain/behaviour.ts';
import { Calendar } from '../../domain/calendar.ts';
import { Context } from '../../domain/context.ts';
import { Draft } from '../../domain/plan.ts';
import { Regime, type DueRule } from '../../domain/regime.ts';
import { rehearse } from '../../domain/rehearse.ts';
import { regimeIn } from '../../importers/clauseRegime.ts';
import { readRegime } from '../../importers/regime.ts';
import { proposeRegime } from '../../importers/regimeProposal.ts';

const CALENDAR = Calendar.parse(
  JSON.parse(readFileSync(new URL('../../plans/calendar-cn.json', import.meta.url), 'utf8')),
);

/** A draft of two tasks whose text is these lines. */
function draftOf(lines: readonly string[], over: Partial<Draft> = {}): Draft {
  let at = 0;
  const found = lines.map((line) => {
    const from = at;
    at += [...line].length + 1;
    return regimeIn(line, { from, to: at - 1 }).regime;
  });
  const task = (no: string, unit: string) => ({
    ...{ no, category: [], title: null, content: `第${no}项工作`, leaders: [], openEnded: false },
    assignments: [{ unit, role: 'lead' as const }],
    deadlines: [{ kind: 'date' as const, on: '2026-09-30' }],
    source: { from: 0, to: 0 },
  });
  return Draft.parse({
    ...{ title: '青溪区攻坚方案', issuer: null, documentNumber: null, issuedOn: null },
    tasks: [task('1', '甲局'), task('2', '乙局')],
    regime: {
      duties: found.flatMap(({ duties }) => duties),
      steps: found.flatMap(({ steps }) => steps),
    },
    text: lines.join('\n'),
    ...over,
  });
}

function proposed(lines: readonly string[], over: Partial<Draft> = {}) {
  const proposal = proposeRegime(draftOf(lines, over));
  const { regime, faults } = readRegime(proposal.yaml);
  expect(faults).toEqual([]);
  return { ...proposal, regime: regime as Regime, value: proposal.regime };
}

/** How often each kind of decision falls in a year in which nobody reports. */
function silentYear(lines: readonly string[], regime: Regime): Record<string, number> {
  const horizon = { from: '2026-01-01', to: '2027-01-01' };
  const startedAt = '2026-01-01T00:00:00+08:00';
  const plan = draftOf(lines);
  const { assigned, bound, diagnostics } = prepare(
    { plan, regime, calendar: CALENDAR, horizon, diagnostics: [] },
    startedAt,
  );
  expect(diagnostics.filter(({ severity }) => severity === 'blocking')).toEqual([]);
  const counts: Record<string, number> = {};
  const context = Context.parse({ campaign: 'c2026-001', ...bound });
  const { tasks, units, leaders } = assigned;
  rehearse({
    ...{ input: { context, units, leaders }, tasks },
    behaviour: Behaviour.parse({ reports: 'silent' }),
    onRow: ({ decision }) => {
      counts[decision.type] = (counts[decision.type] ?? 0) + 1;
    },
  });
  return counts;
}

const CHAIN = ['实行“一月一调度、两月一通报、半年一讲评、一年一总结”，推动工作。'];
const REWARD = ['对成效明显的单位予以通报表扬；对工作不力的单位，给予通报批评、约谈等处理。'];

describe('what the text says', () => {
  test('a chain and its steps: an entry for each, with its sentence above it', () => {
    const { regime, yaml, value } = proposed([...CHAIN, ...REWARD], { issuedOn: '2022-04-07' });
    expect(regime.duties.map(({ every, title }) => [every, title])).toEqual([
      ['month', '月调度报送'],
    ]);
    expect(regime.bulletins.map(({ every, title }) => [every, title])).toEqual([
      ['two-months', '双月通报'],
      ['half-year', '半年讲评'],
      ['year', '年度总结'],
    ]);
    expect(regime.bulletins[0]).toMatchObject({
      ...{ phase: 4, criticise: { missing: 1 }, commend: { atLeast: 2 } },
    });
    expect(regime.ladder.map(({ step }) => step)).toEqual([
      ...['remind', 'remind', 'urge', 'letter', 'interview'],
    ]);
    expect(regime.interview?.gate.by).toBe('post:分管领导');
    expect(yaml).toContain(
      '# 原文：实行“一月一调度、两月一通报、半年一讲评、一年一总结”，推动工作',
    );
    expect(yaml).toContain('# 原文：对工作不力的单位，给予通报批评、约谈等处理');
    expect(Regime.parse(value)).toEqual(regime);
    expect(parse(yaml)).toEqual(value);
  });

  test('nothing that accuses stands there unless the text says so', () => {
    const { regime } = proposed(['每月25日前报送进展情况。']);
    expect(regime.ladder.map(({ step }) => step)).toEqual(['remind', 'remind', 'urge']);
    expect([regime.bulletins, regime.interview]).toEqual([[], undefined]);
  });

  test.each<[string, DueRule, string]>([
    ['每月25日前报送进展情况', { day: 25 }, '17:00'],
    ['每月5日前报送上月进展情况', { next: { day: 5 } }, '17:00'],
    ['每月5日前报送进展情况', { next: { day: 5 } }, '17:00'],
    ['每月倒数第五个工作日前报送进展情况', { workday: -5 }, '17:00'],
    ['每季度末报送总结', { lastDay: true }, '17:00'],
    ['每周五16:30前报送进展情况', { day: 5 }, '16:30'],
    ['每周报送进展情况', { day: 5 }, '17:00'],
    ['每旬报送进展情况', { lastDay: true }, '17:00'],
    ['按月报送进展情况', { day: 25 }, '17:00'],
  ])('%s', (text, due, time) => {
    expect(proposed([text]).regime.duties[0]).toMatchObject({ due, time, shift: 'earlier' });
  });

  test('several cadences of reporting become several duties that are sent as one', () => {
    const { regime } = proposed(['实行旬报告、月报告、季报告制度。']);
    expect(regime.duties.map(({ every }) => every)).toEqual(['ten-days', 'month', 'quarter']);
    expect(regime.together).toEqual([
      { duties: ['ten-days-report', 'month-report', 'quarter-report'], ladder: 'longest' },
    ]);
  });

  test('weeks lie inside no month, and two months inside no quarter', () => {
    expect(proposed(['实行周报告、月报告制度。']).regime.together).toBeUndefined();
    const { regime } = proposed(['每两个月报送进展，每季度报送总结，每年报送总结。']);
    expect(regime.together).toEqual([
      expect.objectContaining({ duties: ['quarter-report', 'year-report'] }),
    ]);
  });

  test('以旬保月 guards where both are reported, and is left to people where they are not', () => {
    const guard = '突出“以旬保月、以月保季”。';
    const { regime } = proposed(['实行旬报告、月报告、季报告制度。', guard]);
    expect(regime.guards).toEqual([
      { of: 'ten-days-report', within: 'month-report' },
      { of: 'month-report', within: 'quarter-report' },
    ]);
    const alone = proposed([guard]);
    expect(alone.regime.guards).toBeUndefined();
    expect(alone.regime.bulletins).toEqual([]);
    expect(alone.yaml).toContain('按期核对累计进度');
  });

  test('what no step of ours does is left to people, in so many words', () => {
    const { yaml, regime } = proposed([
      '每月报送进展情况。',
      '每季度召开一次领导小组会议。',
      '每季度组织各部门督查。',
      '对重大问题实行挂牌督办。',
      '对失职的干部严肃追责。',
    ]);
    for (const words of [
      '要求挂牌督办，由人办理',
      '要求问责，由人办理',
      '会议由人召集',
      '督查由人组织',
    ])
      expect(yaml).toContain(words);
    expect(regime.duties).toHaveLength(1);
    expect(regime.bulletins).toEqual([]);
  });

  test('向主要领导汇报 and 催办 become steps', () => {
    const { regime } = proposed([
      '每月报送进展情况。对逾期不报的单位发函提醒，连续两次的向区委区政府主要领导汇报。',
    ]);
    expect(regime.ladder.map(({ step }) => step)).toContain('report-up');
    expect(regime.ladder.find(({ step }) => step === 'report-up')?.to).toEqual(['principal']);
  });
});

describe('what the text leaves open', () => {
  test('is asked, each with its default and the place where it stands', () => {
    const { asks, value, yaml } = proposed([...CHAIN, ...REWARD]);
    expect(asks.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['month-report.by', 'month-report.due', 'month-report.grace'],
        ...['two-months-bulletin.phase', 'two-months-bulletin.sign', 'two-months-bulletin.to'],
        ...['interview.when', 'interview.gate'],
      ]),
    );
    expect(new Set(asks.map(({ id }) => id)).size).toBe(asks.length);
    for (const ask of asks) {
      expect(yaml).toContain(`# 请确认：${ask.question}（默认 ${ask.default}）`);
      const steps = ask.path.split(/[.[\]]+/).filter((step) => step !== '');
      const at = steps.reduce<unknown>(
        (node, key) => (node as Record<string, unknown>)[key],
        value,
      );
      expect(at).toBeDefined();
    }
  });

  test('a day that the text names is not asked again', () => {
    const ids = proposed(['每月25日17:00前报送进展情况。']).asks.map(({ id }) => id);
    expect(ids).not.toContain('month-report.due');
    expect(ids).not.toContain('month-report.time');
  });

  test('定期 is a month by default, and asked', () => {
    const { regime, asks, yaml } = proposed(['各单位要定期报告工作落实情况。']);
    expect(regime.duties.map(({ every }) => every)).toEqual(['month']);
    expect(asks.map(({ id }) => id)).toContain('report.every');
    expect(yaml).toContain('# 原文：各单位要定期报告工作落实情况（没有写明多久一次）');
  });

  test('steps without a duty: a monthly report, and a bulletin for criticism, both asked', () => {
    const { regime, asks } = proposed(['对工作不力的单位，给予通报批评。']);
    expect(regime.duties.map(({ every }) => every)).toEqual(['month']);
    expect(regime.bulletins.map(({ every }) => every)).toEqual(['month']);
    expect(asks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['report.every', 'month-bulletin.every']),
    );
  });

  test('bulletins of a 旬 need reports of each 旬', () => {
    const { regime } = proposed(['落实“旬简报、月通报、季总结”机制。']);
    expect(regime.duties.map(({ every }) => every)).toEqual(['ten-days']);
  });

  test('nothing said: the whole default, which says so', () => {
    const { regime, yaml } = proposed(['一、任务']);
    expect(yaml).toContain('没有写明督办要求，以下全部是默认设置');
    expect(regime.duties).toHaveLength(1);
    expect(regime.ladder.map(({ step }) => step)).toContain('interview');
    expect(regime.bulletins).toHaveLength(1);
  });

  test('a sentence of several lines and a title with marks stay comments and words', () => {
    const over = { title: '[青溪]: “攻坚”#方案\n（试行）' };
    const { regime } = proposed(['实行“一月\n一调度”。\n# 每周报送进展情况'], over);
    expect(regime.title).toBe('《[青溪]: “攻坚”#方案 （试行）》督办制度');
  });
});

describe('rehearsed', () => {
  // Two tasks, each with a dated deadline, and nobody reports; each urging goes to two recipients.
  test.each<[string, readonly string[], Record<string, number>]>([
    [
      'monthly, two months, half a year, a year',
      [...CHAIN, ...REWARD],
      { judged: 26, 'bulletin-drafted': 9, urge: 52 },
    ],
    ['旬月季', ['落实“旬简报、月通报、季总结”机制。'], { judged: 74, 'bulletin-drafted': 52 }],
    ['nothing said', ['一、任务'], { judged: 26, 'bulletin-drafted': 6, urge: 52 }],
    ['weekly', ['每周五前报送进展情况，每月通报。'], { 'bulletin-drafted': 12 }],
    ['two duties', ['每月报送进展情况，每季度末报送总结。'], { judged: 34 }],
  ])('%s', (_, lines, expected) => {
    const { regime } = proposed(lines);
    expect(silentYear(lines, regime)).toMatchObject(expected);
  });
});

import { contextOf, LADDER, partyOf, regimeOf, taskOf, UNITS } from '../harness/cast.ts';
import type { Scenario } from './scenario.ts';

const regime = regimeOf({ bulletins: [], ladder: LADDER.slice(0, 2) });
const context = contextOf({ regime, horizon: { from: '2026-01-01', to: '2026-07-01' } });
const PUBLISHED: Scenario['acts'][number] = ['2026-03-10 10:00', 'office', '发布方案新版'];
const SHOW = ['judged', 'plan-published', 'plan-amended', 'transferred', 'ended', 'urge'];
const REPORTED: Scenario['acts'] = [
  ['2026-01-20 08:30', 'unit:u001', '报送', 't0001', '2026-01'],
  ['2026-02-20 08:30', 'unit:u001', '报送', 't0001', '2026-02'],
];
const WINTER = [
  '2026-01-20 08:30 t0001 判定 monthly/2026-01/u001 按时',
  '2026-02-20 08:30 t0001 判定 monthly/2026-02/u001 按时',
];
const TOLD = ['2026-03-10 10:00 总 方案新版施行', '2026-03-10 10:00 总 方案新版施行 → office'];
const on = (day: string) => ({ kind: 'date' as const, on: day });

export const PLAN_CHANGES: readonly Scenario[] = [
  {
    title: '新增任务自发布之后开始的一期起报，此前各期为启动前；未到的时限照常判定',
    context,
    tasks: [taskOf({ parties: { monthly: [], deadlines: [] } })],
    later: [
      taskOf({
        ...{ key: 't0002', owes: [partyOf('u002')] },
        deadlines: [on('2026-02-10'), on('2026-05-08')],
      }),
    ],
    plan: { added: ['t0002'], touched: { u002: { added: 1, changed: 0, removed: 0 } } },
    acts: [
      PUBLISHED,
      ['2026-03-20 10:00', 'unit:u002', '报送', 't0002', '2026-03'],
      ['2026-04-20 10:00', 'unit:u002', '报送', 't0002', '2026-04'],
    ],
    show: [...SHOW, 'remind', 'assigned'],
    until: '2026-05-21',
    expect: [
      '2026-01-01 00:00 t0001 交办',
      ...UNITS.map(({ id }) => `2026-01-01 00:30 总 交办 → ${id}/reporter`),
      ...TOLD,
      '2026-03-10 10:00 总 方案新版施行 → u002/reporter',
      '2026-03-10 10:00 t0002 交办',
      '2026-04-20 10:00 t0002 判定 monthly/2026-04/u002 按时',
      '2026-05-05 09:00 t0002 提醒 deadlines/2026-05-08/u002 → u002/reporter',
      '2026-05-08 17:00 t0002 判定 deadlines/2026-05-08/u002 未报',
      '2026-05-08 17:00 t0002 催办 deadlines/2026-05-08/u002 → u002/reporter',
      '2026-05-08 17:00 t0002 催办 deadlines/2026-05-08/u002 → u002/head',
      '2026-05-20 09:00 t0002 提醒 monthly/2026-05/u002 → u002/reporter',
    ],
  },
  {
    title: '改期限：未判定的原时限免报，新时限照常判定；已判定的不变，已过的新时限不追溯',
    context,
    tasks: [
      taskOf({
        parties: { monthly: [], deadlines: [partyOf('u001')] },
        deadlines: [on('2026-02-10'), on('2026-04-10')],
      }),
    ],
    plan: {
      changed: {
        t0001: {
          drop: ['deadlines/2026-02-10/u001', 'deadlines/2026-04-10/u001'],
          add: [on('2026-03-03'), on('2026-05-08')],
        },
      },
      touched: { u001: { added: 0, changed: 1, removed: 0 } },
    },
    acts: [PUBLISHED],
    show: SHOW,
    until: '2026-05-20',
    expect: [
      '2026-02-10 17:00 t0001 判定 deadlines/2026-02-10/u001 未报',
      '2026-02-10 17:00 t0001 催办 deadlines/2026-02-10/u001 → u001/reporter',
      '2026-02-10 17:00 t0001 催办 deadlines/2026-02-10/u001 → u001/head',
      ...TOLD,
      '2026-03-10 10:00 总 方案新版施行 → u001/reporter',
      '2026-03-10 10:00 t0001 方案调整',
      '2026-03-10 10:00 t0001 判定 deadlines/2026-04-10/u001 免报',
      '2026-05-08 17:00 t0001 判定 deadlines/2026-05-08/u001 未报',
      '2026-05-08 17:00 t0001 催办 deadlines/2026-05-08/u001 → u001/reporter',
      '2026-05-08 17:00 t0001 催办 deadlines/2026-05-08/u001 → u001/head',
    ],
  },
  {
    title: '暂停中的任务改期限：新时限按印发的日期列入，恢复后按剩余工作日顺延',
    context,
    tasks: [
      taskOf({
        parties: { monthly: [], deadlines: [partyOf('u001')] },
        deadlines: [on('2026-04-10')],
      }),
    ],
    plan: { changed: { t0001: { drop: ['deadlines/2026-04-10/u001'], add: [on('2026-03-20')] } } },
    acts: [
      ['2026-03-09 10:00', 'office', '暂停', 't0001'],
      PUBLISHED,
      ['2026-03-16 10:00', 'office', '恢复', 't0001'],
    ],
    show: SHOW,
    until: '2026-04-20',
    expect: [
      ...TOLD,
      '2026-03-10 10:00 t0001 方案调整',
      '2026-03-10 10:00 t0001 判定 deadlines/2026-04-10/u001 免报',
      '2026-03-27 17:00 t0001 判定 deadlines/2026-03-20/u001 未报',
      '2026-03-27 17:00 t0001 催办 deadlines/2026-03-20/u001 → u001/reporter',
      '2026-03-27 17:00 t0001 催办 deadlines/2026-03-20/u001 → u001/head',
    ],
  },
  {
    title: '改牵头单位：此后由新单位报送和受催，已作的判定仍归原单位',
    ...{ context, tasks: [taskOf()] },
    plan: {
      changed: { t0001: { moves: [{ from: 'u001', to: [UNITS[2]] }], leaders: ['分管领导乙'] } },
      units: [UNITS[2]],
    },
    acts: [
      ...REPORTED,
      PUBLISHED,
      ['2026-03-20 08:30', 'unit:u001', '报送', 't0001', '2026-03'],
      ['2026-03-21 08:30', 'unit:u003', '报送', 't0001', '2026-03'],
    ],
    show: SHOW,
    until: '2026-04-28',
    expect: [
      ...WINTER,
      ...TOLD,
      '2026-03-10 10:00 t0001 方案调整',
      '2026-03-10 10:00 t0001 移交',
      '2026-03-21 08:30 t0001 判定 monthly/2026-03/u001 按时',
      '2026-04-27 17:00 t0001 判定 monthly/2026-04/u001 未报',
      '2026-04-27 17:00 t0001 催办 monthly/2026-04/u001 → u003/reporter',
      '2026-04-27 17:00 t0001 催办 monthly/2026-04/u001 → u003/head',
    ],
  },
  {
    title: '移除任务：终止，已到填报期而未判定的免报，以后各期不再要求',
    ...{ context, tasks: [taskOf()], until: '2026-05-20' },
    plan: { removed: ['t0001'] },
    acts: [...REPORTED, PUBLISHED],
    show: SHOW,
    expect: [
      ...WINTER,
      ...TOLD,
      '2026-03-10 10:00 t0001 判定 monthly/2026-03/u001 免报',
      '2026-03-10 10:00 t0001 结束',
    ],
  },
  {
    title: '没有写理由、不是督查室、暂停期间、已有别的版本：都不受理',
    ...{ context, tasks: [taskOf()], until: '2026-03-30' },
    plan: { removed: ['t0001'] },
    acts: [
      ...REPORTED,
      ['2026-03-09 10:00', 'unit:u001', '发布方案新版'],
      ['2026-03-09 11:00', 'office', '整体暂停'],
      ['2026-03-09 12:00', 'office', '发布方案新版'],
      ['2026-03-09 13:00', 'office', '整体恢复'],
      PUBLISHED,
      ['2026-03-10 11:00', 'office', '发布方案新版'],
    ],
    show: ['plan-published', 'ended'],
    expect: [...TOLD, '2026-03-10 10:00 t0001 结束'],
  },
];

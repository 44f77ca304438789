import type { Delivery } from '../../domain/behaviour.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { campaignProcess, interviewProcess, taskProcess } from '../../domain/ids.ts';
import type { Context, OwedTask } from '../../domain/context.ts';
import type { Regime } from '../../domain/regime.ts';
import type { LedgerRow } from '../../domain/rehearse.ts';
import { term } from '../../domain/terms.ts';
import { minute, when } from '../harness/played.ts';
import { contentLine } from './contentActs.ts';
import { beginningMessage } from './beginningActs.ts';
import { itemMessage } from './itemActs.ts';
import { planMessage } from './planActs.ts';
import { regimeMessage } from './regimeActs.ts';
import { unitMessage } from './signActs.ts';
import { matterMessage } from './matterActs.ts';
import { talkMessage } from './talkActs.ts';

/**
 * Act 一个动作, in the office's words: when, who, does what, and to what.
 * `报送 任务 期 [迟到于 时刻]`, `零报告 任务 期`, `暂停 任务`, `免报 任务 期`, `办结 任务`, `整体暂停`, `整体恢复`,
 * `整体结束`, those of `talkActs.ts`, `签发 期`, `退回 期`, `批准约谈 窗口 [约谈时间]`, `不批准约谈 窗口`, `发布新日历 [单位 时点数]`, `撤回新日历`.
 */
export type Act = readonly [at: string, who: string, does: string, ...what: readonly string[]];

/** Scenario 情形: what people do over some weeks, and every line that the register then shows of these types. */
export interface Scenario {
  readonly title: string;
  readonly context: Context;
  readonly tasks: readonly OwedTask[];
  /** Those that join in flight. */
  readonly later?: readonly OwedTask[];
  /** What a later version of the plan changes. */
  readonly plan?: Readonly<Record<string, unknown>>;
  readonly acts: readonly Act[];
  readonly until: string;
  /** The types of rows that are compared: `judged`, `urge`, … */
  readonly show: readonly string[];
  readonly expect: readonly string[];
  readonly calendar?: Calendar;
  /** The regime that `发布新制度` publishes. */
  readonly regime?: Regime;
}

/** The campaign of every scenario; on Temporal each gets an id of its own. */
export const CAMPAIGN = 'c2026-001';

/** The message of an act, and the process that it goes to. */
export function deliveryOf(act: Act, n: number, scenario: Scenario): Delivery {
  const [time, who, does, ...what] = act;
  const [first = '', second = '', third = ''] = what;
  const base = { id: `act:${n}`, receivedAt: when(time), by: who };
  const to = (process: string, message: Record<string, unknown>): Delivery => ({
    at: when(does === '报送' && third !== '' ? third : time),
    process,
    message: { ...base, ...message } as unknown as Delivery['message'],
  });
  const task = taskProcess(CAMPAIGN, first);
  const campaign = campaignProcess(CAMPAIGN);
  const [unit = '', window = ''] = first.split(' ');
  const interview = interviewProcess(CAMPAIGN, unit, window);
  const regime = regimeMessage(does, what, scenario.regime);
  if (regime !== undefined) return to(campaign, regime);
  switch (does) {
    case '报送':
      return to(task, { ...reportOf(who, second), id: `report:${who}:${first}:${second}:${time}` });
    case '零报告':
      return to(task, { ...reportOf(who, second), nil: '本期无进展' });
    case '暂停':
      return to(task, { kind: 'suspend', reason: '防汛' });
    case '恢复':
      return to(task, { kind: 'resume' });
    case '免报':
      return to(task, { kind: 'exempt', obligation: second, reason: '机构改革' });
    case '办结':
      return to(task, { kind: 'close', reason: '任务完成' });
    case '整体暂停':
      return to(campaign, { kind: 'pause', reason: '防汛' });
    case '整体恢复':
      return to(campaign, { kind: 'resume' });
    case '整体结束':
      return to(campaign, { kind: 'close', reason: '方案完成' });
    case '签发':
      return to(campaign, { kind: 'sign', bulletin: 'bimonthly', period: first });
    case '退回':
      return to(campaign, { kind: 'return', bulletin: 'bimonthly', period: first, reason: '核对' });
    case '发布新日历':
      return to(campaign, {
        ...{ kind: 'calendar', calendar: scenario.calendar, reason: '公布放假安排' },
        ...(first === '' ? {} : { touched: { [first]: Number(second) } }),
      });
    case '撤回新日历':
      return to(campaign, {
        ...{ kind: 'calendar', calendar: scenario.context.calendar, reason: '误发' },
        withdraws: { id: scenario.calendar?.id, version: scenario.calendar?.version },
      });
    case '批准约谈':
      return to(interview, {
        kind: 'approve',
        ...(second === '' ? {} : { meeting: { at: when(second), place: '会议室' } }),
      });
    case '不批准约谈':
      return to(interview, { kind: 'reject', reason: '已当面说明' });
    default: {
      const begun = beginningMessage(does, what);
      if (begun !== undefined) return to(campaign, begun);
      const unitAct = unitMessage(does, what);
      if (unitAct !== undefined) return to(campaign, unitAct);
      const item = itemMessage(does, what) ?? planMessage(does, scenario.plan);
      if (item !== undefined) return to(campaign, item);
      const matter = matterMessage(does, who, what.slice(1));
      if (matter !== undefined) return to(task, matter);
      const message = talkMessage(does, second);
      if (message === undefined) throw new Error(`no such act: ${does}`);
      return to(interview, message);
    }
  }
}

function reportOf(who: string, period: string): Record<string, unknown> {
  const [duty = '', key = ''] = period.includes(' ') ? period.split(' ') : ['monthly', period];
  const unit = who.replace('unit:', '');
  return { kind: 'report', unit, duty, period: key, digest: 'digest' };
}

/** A row of the register as the office reads it. */
export function rowLine({ process, decision }: LedgerRow): string {
  const { at, type, payload } = decision;
  const field = (name: string) => payload[name] as string | undefined;
  const verdict = field('verdict');
  const corrects = field('corrects');
  const marks = payload['marks'] as readonly string[] | undefined;
  return [
    minute(at),
    shortOf(process),
    term(type),
    field('obligation') ?? (field('bulletin') && field('period')),
    verdict && term(verdict),
    corrects && `更正${term(corrects)}`,
    marks?.map(term).join('、'),
    typeof payload['number'] === 'number' ? `第${payload['number']}期` : field('number'),
    contentLine(type, payload),
    process.startsWith('campaign/') && field('unit'),
    decision.kind === 'notice' && `→ ${decision.recipient}`,
  ]
    .filter((word) => typeof word === 'string' && word !== '')
    .join(' ');
}

function shortOf(process: string): string {
  const [kind = '', , ...rest] = process.split('/');
  return kind === 'campaign' ? '总' : rest.join(' ');
}

import { targetFaults } from '../domain/attained.ts';
import { measureFaults } from '../domain/measureFaults.ts';
import {
  assign,
  directoryOf,
  openLists,
  pastDeadlines,
  type Assigned,
  type Leadership,
} from '../domain/assign.ts';
import { withinYears, type Calendar } from '../domain/calendar.ts';
import type { Context } from '../domain/context.ts';
import { checkDirectory } from '../domain/directoryCheck.ts';
import { taskKey } from '../domain/ids.ts';
import { dayOf, epoch, instantOf, isRealDay, plusDays, type Instant } from '../domain/instant.ts';
import type { Diagnostic, Plan } from '../domain/plan.ts';
import { checkRegime } from '../domain/regimeCheck.ts';
import type { Directory } from '../domain/unit.ts';
import { groupNamed, isGroupExpression } from '../domain/unitGroup.ts';
import { resolve } from '../domain/unitResolve.ts';
import { refuseFaulty } from './faultyDocument.ts';
import type { CampaignDocuments } from './operations.ts';
import type { PlanInput } from './planInput.ts';

/** First notices leave this long after the start, so that a mistaken start can be withdrawn. */
const BEFORE_FIRST_NOTICES_MS = 30 * 60_000;
const LONGEST_DAYS = 6 * 366;
/** What a person may have seen and accept; nothing else that blocks can be confirmed away. */
const CONFIRMABLE: readonly string[] = ['deadline-past', 'list-open'];

/** Prepared 启动准备: what a campaign would bind. */
export interface Prepared {
  readonly plan: Plan;
  /** As of the day of the start: names and member lists of that day. */
  readonly directory: Directory;
  readonly assigned: Assigned;
  readonly bound: Omit<Context, 'campaign'>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plan, parties and context as they would be bound, with every diagnostic. Pure but for what it is given. */
export function prepare(input: CampaignDocuments, startedAt: Instant): Prepared {
  const { regime, horizon, confirm = [] } = input;
  refuseFaulty('制度', checkRegime(regime));
  if (input.directory) refuseFaulty('单位名录', checkDirectory(input.directory));
  const plan = confirmed(input.plan);
  const today = dayOf(startedAt, input.calendar.zone);
  const directory = resolve(input.directory ?? directoryOf(plan), today);
  const leadership = leadershipOf(plan, input.leadership);
  const assigned = assign(plan, directory, regime, leadership.chosen);
  const firstNoticesAt = input.firstNoticesAt ?? firstNoticesAfter(startedAt, input.calendar.zone);
  const calendar = withinYears(input.calendar, horizon.from, horizon.to);
  const trial = input.trial === true ? { trial: true as const } : {};
  const bound = { regime, calendar, horizon, startedAt, firstNoticesAt, ...trial };
  const all = [
    ...stillOpen(input.diagnostics ?? [], plan, directory),
    ...headDiagnostics(input.plan),
    ...horizonDiagnostics(horizon, calendar, bound),
    ...leadership.diagnostics,
    ...assigned.diagnostics,
    ...targetFaults(plan, regime),
    ...measureFaults(plan, horizon),
    ...pastDeadlines(plan, { startedAt, calendar }),
    ...openLists(plan, directory),
  ];
  const superseded = (d: Diagnostic) =>
    d.severity !== 'blocking' &&
    all.some((o) => o !== d && o.code === d.code && o.severity === 'blocking');
  // A campaign whose regime keeps items 督办事项 may begin without any task.
  const confirmable = [...CONFIRMABLE, ...(regime.items === undefined ? [] : ['no-tasks'])];
  const diagnostics = all
    .filter((d) => !superseded(d))
    .map((d): Diagnostic =>
      d.severity === 'blocking' && confirmable.includes(d.code) && confirm.includes(d.code)
        ? { ...d, severity: 'info' }
        : d,
    );
  return { plan, directory, assigned, bound, diagnostics };
}

/** What the importer saw, without what is known better by now: deadlines by the day, groups by the directory. */
function stillOpen(
  seen: readonly Diagnostic[],
  plan: Plan,
  directory: Directory,
): readonly Diagnostic[] {
  const open = plan.tasks.some(({ assignments }) =>
    assignments.some(
      ({ unit }) =>
        isGroupExpression(unit) && (groupNamed(directory, unit)?.members.length ?? 0) === 0,
    ),
  );
  const settled = new Set(['deadline-past', ...(open ? [] : ['group-unresolved'])]);
  return seen.filter(({ code, severity }) => severity === 'blocking' || !settled.has(code));
}

/** The choice of joint or several by task key; a task may be named by its key or by its printed number. */
function leadershipOf(
  plan: Plan,
  chosen: CampaignDocuments['leadership'],
): {
  readonly chosen: Readonly<Record<string, Leadership>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (chosen === undefined) return { chosen: {}, diagnostics: [] };
  if (typeof chosen === 'string') return { chosen: { '*': chosen }, diagnostics: [] };
  const byKey: Record<string, Leadership> = {};
  const diagnostics = Object.entries(chosen).flatMap(([wanted, leadership]): Diagnostic[] => {
    const byNumber = plan.tasks.filter(({ no }) => no === wanted);
    const keyed = plan.tasks.filter(({ key }) => key === wanted);
    const [task, other] = keyed.length > 0 ? keyed : byNumber;
    if (wanted === '*' || (task !== undefined && other === undefined)) {
      byKey[task?.key ?? wanted] = leadership;
      return [];
    }
    const message =
      task === undefined
        ? `没有任务“${wanted}”，不能为它选择牵头方式，请写任务编号（如 t0003）或方案中的序号`
        : `序号“${wanted}”有 ${byNumber.length} 项任务（${byNumber.map(({ key }) => key).join('、')}），请写任务编号`;
    return [{ code: 'leadership-task', severity: 'blocking', message, where: wanted }];
  });
  return { chosen: byKey, diagnostics };
}

/** Keys are allotted in the order of the plan, unless every task already has its own. */
function confirmed(input: PlanInput): Plan {
  const kept = input.tasks.every(({ key }) => key !== undefined);
  return {
    title: input.title ?? '',
    issuer: input.issuer,
    documentNumber: input.documentNumber,
    issuedOn: input.issuedOn,
    version: input.version ?? 1,
    ...(input.lastKey === undefined ? {} : { lastKey: input.lastKey }),
    tasks: input.tasks.map((task, i) => ({
      ...task,
      key: kept && task.key !== undefined ? task.key : taskKey(i + 1),
    })),
  };
}

/** When first notices leave where nobody has chosen. */
export function firstNoticesAfter(startedAt: Instant, zone: string): Instant {
  return instantOf(epoch(startedAt) + BEFORE_FIRST_NOTICES_MS, zone);
}

function headDiagnostics(plan: PlanInput): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if ((plan.title ?? '').trim() === '') {
    const message = '方案没有标题，请写明标题';
    found.push({ code: 'title-missing', severity: 'blocking', message, where: 'title' });
  }
  if (plan.tasks.length === 0) {
    const message = '方案没有任务，请核对文件';
    found.push({ code: 'no-tasks', severity: 'blocking', message, where: 'tasks' });
  }
  const keys = plan.tasks.flatMap(({ key }) => key ?? []);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) {
    const message = `任务编号 ${twice} 重复，请改正`;
    found.push({ code: 'key-repeated', severity: 'blocking', message, where: twice });
  }
  return found;
}

/** What is wrong with the span of a campaign, its start and its first notices. */
export function horizonDiagnostics(
  { from, to }: { readonly from: string; readonly to: string },
  calendar: Calendar,
  { startedAt, firstNoticesAt }: Pick<Context, 'startedAt' | 'firstNoticesAt'>,
): readonly Diagnostic[] {
  const blocking = (message: string): Diagnostic[] => [
    { code: 'horizon', severity: 'blocking', message, where: 'horizon' },
  ];
  for (const day of [from, to]) {
    if (!isRealDay(day)) return blocking(`没有 ${day} 这一天，请核对起止日期`);
  }
  const last = plusDays(to, -1);
  if (to <= from) return blocking(`起止日期颠倒（${from} 至 ${last}），请改正`);
  if (plusDays(from, LONGEST_DAYS) < to) {
    return blocking(`期限 ${from} 至 ${last} 超过六年，请分段启动`);
  }
  if (to <= dayOf(startedAt, calendar.zone)) {
    return blocking(`期限 ${from} 至 ${last} 已经过去，请改正起止日期`);
  }
  if (epoch(firstNoticesAt) < epoch(startedAt) + BEFORE_FIRST_NOTICES_MS) {
    return blocking('首批通知距启动不足30分钟，误启动时来不及撤回，请推后首批通知的时点');
  }
  if (dayOf(firstNoticesAt, calendar.zone) > last) {
    return blocking(`首批通知的时点在期限（至 ${last}）之后，请改正`);
  }
  if (calendar.announcedThrough >= last) return [];
  const message = `${calendar.announcedThrough} 之后的节假日安排尚未公布，此后的到期日暂定，公布后按新日历确认`;
  return [{ code: 'calendar-provisional', severity: 'info', message, where: 'horizon' }];
}

const OF_TASK = /^(?:第 (?<no>\S+) 项（t\d+）|任务 (?<key>t\d+))(?<rest>[：的].*)$/su;
const PLACES = 12;

/** One line for each matter: what is wrong in the same way with several tasks is said once, with their numbers. */
export function listWords(all: readonly Diagnostic[]): string {
  const lines = new Map<string, string[]>();
  for (const diagnostic of all) {
    const { no, key, rest } = OF_TASK.exec(diagnostic.message)?.groups ?? {};
    const line = rest ?? ledByPlace(diagnostic);
    lines.set(line, [...(lines.get(line) ?? []), ...(rest === undefined ? [] : [no ?? key ?? ''])]);
  }
  return [...lines].map(([line, places]) => `· ${placesWords(places)}${line}`).join('\n');
}

function placesWords(places: readonly string[]): string {
  if (places.length === 0) return '';
  const more = places.length > PLACES ? ` 等 ${places.length} ` : ' ';
  return `第 ${places.slice(0, PLACES).join('、')}${more}项`;
}

function ledByPlace({ message, where }: Diagnostic): string {
  const said = where === undefined || /^[a-z]+$/.test(where) || message.includes(where);
  return said ? message : `${where}：${message}`;
}

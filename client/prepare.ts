import { assign, directoryOf, pastDeadlines, type Assigned } from '../domain/assign.ts';
import { withinYears, type Calendar } from '../domain/calendar.ts';
import type { Context } from '../domain/context.ts';
import { taskKey } from '../domain/ids.ts';
import { dayOf, epoch, instantOf, isRealDay, plusDays, type Instant } from '../domain/instant.ts';
import type { Diagnostic, Plan } from '../domain/plan.ts';
import { checkRegime } from '../domain/regimeCheck.ts';
import type { Directory } from '../domain/unit.ts';
import { refuse } from './faultError.ts';
import type { CampaignDocuments, PlanInput } from './operations.ts';

/** First notices leave this long after the start, so that a mistaken start can be withdrawn. */
const BEFORE_FIRST_NOTICES_MS = 30 * 60_000;
const LONGEST_DAYS = 3 * 366;
/** Prepared 启动准备: what a campaign would bind. */
export interface Prepared {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly assigned: Assigned;
  readonly bound: Omit<Context, 'campaign'>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plan, parties and context as they would be bound, with every diagnostic. Pure but for what it is given. */
export function prepare(input: CampaignDocuments, startedAt: Instant): Prepared {
  const { regime, horizon, confirm = [] } = input;
  const faults = checkRegime(regime);
  if (faults.length > 0) {
    const list = faults.map(({ path, message }) => `${path.join('.')}：${message}`).join('\n');
    refuse('document-faulty', { document: '制度', count: faults.length, list });
  }
  const plan = confirmed(input.plan);
  const directory = input.directory ?? directoryOf(plan);
  const leadership = input.leadership === undefined ? {} : { '*': input.leadership };
  const assigned = assign(plan, directory, regime, leadership);
  const firstNoticesAt =
    input.firstNoticesAt ??
    instantOf(Date.parse(startedAt) + BEFORE_FIRST_NOTICES_MS, input.calendar.zone);
  const calendar = withinYears(input.calendar, horizon.from, horizon.to);
  const bound = { regime, calendar, horizon, startedAt, firstNoticesAt };
  const all = [
    ...(input.diagnostics ?? []).filter(
      ({ code, severity }) => code !== 'deadline-past' || severity === 'blocking',
    ),
    ...headDiagnostics(input.plan),
    ...horizonDiagnostics(horizon, calendar, bound),
    ...assigned.diagnostics,
    ...pastDeadlines(plan, { startedAt, calendar }),
  ];
  const superseded = (d: Diagnostic) =>
    d.severity !== 'blocking' &&
    all.some((o) => o !== d && o.code === d.code && o.severity === 'blocking');
  const diagnostics = all
    .filter((d) => !superseded(d))
    .map((d): Diagnostic =>
      d.severity === 'blocking' && d.code === 'deadline-past' && confirm.includes(d.code)
        ? { ...d, severity: 'info' }
        : d,
    );
  return { plan, directory, assigned, bound, diagnostics };
}

/** Keys are allotted in the order of the plan, unless every task already has its own. */
function confirmed(input: PlanInput): Plan {
  const kept = input.tasks.every(({ key }) => key !== undefined);
  return {
    title: input.title ?? '',
    issuer: input.issuer,
    documentNumber: input.documentNumber,
    issuedOn: input.issuedOn,
    version: 1,
    tasks: input.tasks.map((task, i) => ({
      ...task,
      key: kept && task.key !== undefined ? task.key : taskKey(i + 1),
    })),
  };
}

function headDiagnostics(plan: PlanInput): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if ((plan.title ?? '').trim() === '') {
    const message = '方案没有标题，请在文件中写明（或用 --title 指定）';
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

function horizonDiagnostics(
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
    return blocking(`期限 ${from} 至 ${last} 超过三年，请分年启动`);
  }
  if (to <= dayOf(startedAt, calendar.zone)) {
    return blocking(`期限 ${from} 至 ${last} 已经过去，请改正起止日期`);
  }
  if (epoch(firstNoticesAt) < epoch(startedAt)) {
    return blocking('首批通知的时点早于启动时点，请改正');
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
  return where === undefined || message.includes(where) ? message : `${where}：${message}`;
}

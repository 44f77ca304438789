import { assign, directoryOf, pastDeadlines, type Assigned } from '../../domain/assign.ts';
import { withinYears, type Calendar } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/canonical.ts';
import { Context } from '../../domain/context.ts';
import { fault } from '../../domain/faults.ts';
import { taskKey } from '../../domain/ids.ts';
import {
  dayOf,
  epoch,
  instantOf,
  isRealDay,
  plusDays,
  type Instant,
} from '../../domain/instant.ts';
import type { Diagnostic, Plan } from '../../domain/plan.ts';
import type { Regime } from '../../domain/regime.ts';
import { checkRegime } from '../../domain/regimeCheck.ts';
import type { Directory, Unit } from '../../domain/unit.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  campaignOfRequest,
  findCampaign,
  insertCampaign,
  tasksOf,
  type CampaignRow,
} from '../../store/campaigns.ts';
import { sha256 } from '../../store/ledger.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { campaignsWithoutTurn, documentHashes } from '../../store/standings.ts';
import { startCampaignProcess } from '../campaignStart.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { CampaignDocuments, PlanInput } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt, nowOf } from './actor.ts';
import { isTemporalAway } from './temporal.ts';

/** A campaign as it is asked for. */
export type NewCampaignInput = CampaignDocuments & {
  readonly requestId: string;
  readonly actor: string;
};

/** First notices leave this long after the start, so that a mistaken start can be withdrawn. */
const BEFORE_FIRST_NOTICES_MS = 30 * 60_000;
const LONGEST_DAYS = 3 * 366;
const UNIQUE_VIOLATION = '23505';

interface Prepared {
  readonly plan: Plan;
  readonly directory: Directory;
  readonly assigned: Assigned;
  readonly bound: Omit<Context, 'campaign'>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that keeps a campaign from starting, and what else a human eye should see; nothing is written. */
export async function checkCampaign(
  service: Service,
  input: CampaignDocuments,
): Promise<{ diagnostics: Diagnostic[] }> {
  const zone = input.calendar.zone;
  const now = input.startedAt ?? (await nowOf(service, service.pool, zone));
  return { diagnostics: [...prepare(input, now).diagnostics] };
}

/**
 * Commits a campaign whole and starts its process. With Temporal away the campaign stands, and the same request again,
 * or the next start of the API, starts it.
 */
export async function createCampaign(
  service: Service,
  input: NewCampaignInput,
): Promise<{ campaign: string }> {
  const what = { actor: input.actor, act: 'createCampaign', subject: input.requestId };
  const campaign = await attempt(service, what, () => committed(service, input));
  await startFromRegister(service, campaign);
  return { campaign };
}

async function committed(service: Service, input: NewCampaignInput): Promise<string> {
  const { pool } = service;
  const zone = input.calendar.zone;
  const earlier = await campaignOfRequest(pool, input.requestId);
  if (earlier !== undefined) return sameRequest(pool, earlier, input);
  const now = input.startedAt ?? (await nowOf(service, pool, zone));
  const prepared = prepare(input, now);
  const { plan, directory, assigned, bound, diagnostics } = prepared;
  const blocking = diagnostics.filter(({ severity }) => severity === 'blocking');
  if (blocking.length > 0) {
    const list = blocking.map(lineOfDiagnostic).join('\n');
    throw new FaultError(fault('plan-not-ready', { count: blocking.length, list }), blocking);
  }
  const year = Number(dayOf(now, zone).slice(0, 4));
  try {
    return await transaction(pool, async (db) => {
      const { campaign } = await insertCampaign(db, {
        title: plan.title,
        documents: documentsOf(prepared, input.regime),
        createdAt: now,
        year,
        requestId: input.requestId,
        context: (id) => Context.parse({ campaign: id, ...bound }),
        tasks: plan.tasks.map((task, i) => ({ plan: task, owed: owedAt(assigned, i) })),
        units: directory.units,
      });
      const detail = { requestId: input.requestId, tasks: plan.tasks.length };
      const what = { actor: input.actor, act: 'createCampaign', subject: campaign };
      await insertAudit(db, { ...what, at: now, outcome: 'done', detail });
      return campaign;
    });
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    const other = await campaignOfRequest(pool, input.requestId);
    if (other === undefined) throw error;
    return sameRequest(pool, other, input);
  }
}

function owedAt(assigned: Assigned, i: number): Assigned['tasks'][number] {
  const owed = assigned.tasks[i];
  if (owed === undefined) throw new RangeError(`task ${i} was not assigned`);
  return owed;
}

function documentsOf({ plan, directory, bound }: Prepared, regime: Regime) {
  return { plan, regime, calendar: bound.calendar, directory };
}

/** A request number belongs to one content. */
async function sameRequest(db: Db, campaign: string, input: NewCampaignInput): Promise<string> {
  const row = await findCampaign(db, campaign);
  if (row === undefined) throw new Error(`campaign ${campaign} was not found`);
  const prepared = prepare(input, row.context.startedAt);
  const documents = documentsOf(prepared, input.regime);
  const known = await documentHashes(db, campaign);
  const same =
    canonicalJson(prepared.bound.horizon) === canonicalJson(row.context.horizon) &&
    Object.entries(known).every(
      ([kind, hash]) => sha256(canonicalJson(documents[kind as keyof typeof documents])) === hash,
    );
  return same ? campaign : refuse('request-reused', { request: input.requestId });
}

/** Plan, parties and context as they would be bound, with every diagnostic. Pure but for what it is given. */
function prepare(input: CampaignDocuments, startedAt: Instant): Prepared {
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
    ...(input.diagnostics ?? []),
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

/** The sentence, led by its place unless it already says so. */
export function lineOfDiagnostic({ message, where }: Diagnostic): string {
  return where === undefined || message.includes(where) ? `· ${message}` : `· ${where}：${message}`;
}

/** Starts the process of a campaign from what the register holds; started before, nothing happens. */
async function startFromRegister(service: Service, campaign: string): Promise<void> {
  const waiting = await campaignsWithoutTurn(service.pool);
  if (!waiting.includes(campaign)) return;
  const row = await findCampaign(service.pool, campaign);
  if (row === undefined) throw new Error(`campaign ${campaign} was not found`);
  const input = await campaignInput(service.pool, row);
  const started = startCampaignProcess(service.client, service.pool, input, service.clockOffset);
  await started.catch((error: unknown) => {
    throw isTemporalAway(error) ? new FaultError(fault('campaign-waiting', { campaign })) : error;
  });
}

async function campaignInput(db: Db, { id, context }: Pick<CampaignRow, 'id' | 'context'>) {
  const tasks = await tasksOf(db, id);
  const units = new Map<string, Unit>();
  for (const { owed } of tasks) for (const unit of owed.units) units.set(unit.id, unit);
  return {
    context,
    units: [...units.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    leaders: [...new Set(tasks.flatMap(({ plan }) => plan.leaders))],
  };
}

/** Starts every campaign that was committed and whose process has never moved; how many it tried. */
export async function resumeStarts(service: Service): Promise<number> {
  const waiting = await campaignsWithoutTurn(service.pool);
  for (const campaign of waiting) await startFromRegister(service, campaign);
  return waiting.length;
}

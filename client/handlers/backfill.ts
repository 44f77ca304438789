import { backfillOf, beforeStart, type Backfill } from '../../domain/beginning.ts';
import { taskProcess } from '../../domain/ids.ts';
import { dayOf, type Instant } from '../../domain/instant.ts';
import { insertAudit } from '../../store/audit.ts';
import { unitsOf, type TaskRow } from '../../store/campaigns.ts';
import {
  backfilledOf,
  backfillOfRequest,
  insertBackfill,
  lockBackfill,
  type Backfilled,
} from '../../store/backfill.ts';
import { transaction } from '../../store/pool.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { attempt, nowOf } from './actor.ts';
import { nameOf } from './campaignViews.ts';
import { campaignFor, campaignNow, taskFor, taskNow, unitFor, type TaskNow } from './find.ts';
import { occasionWords } from './occasion.ts';

type Input = TakenOf<'backfill'>;
type Done = OutputOf<'backfill'>;

/** 补录: what earlier records say of a period before the start; it counts for nothing and corrects nothing but itself. */
export async function backfill(service: Service, input: Input, actor: string): Promise<Done> {
  const { pool } = service;
  const what = { actor, act: 'backfill', subject: input.task };
  return attempt(service, what, async () => {
    const { id, context } = await campaignFor(pool, input.campaign);
    const task = await taskFor(pool, id, input.task);
    const now = await taskNow(pool, context, task);
    const entry = await entryOf(service, id, now, input);
    const at = await nowOf(service, pool, context.calendar.zone);
    const written = await transaction(pool, async (db) => {
      await lockBackfill(db, taskProcess(id, task.key));
      const known = await backfillOfRequest(db, input.requestId);
      if (known)
        return { ...repeated(known, { campaign: id, task: task.key, entry }), again: true };
      await mustBeOpen(service, id);
      const all = await backfilledOf(db, id, task.key);
      return {
        ...(await entered(db, { id, task, now, entry, all, at, actor, input })),
        again: false,
      };
    });
    const units = await unitsOf(pool, id);
    const { duty, period } = entry;
    return {
      ...{ campaign: id, task: task.key, unit: nameOf(units, entry.unit), result: entry.result },
      occasion: occasionWords(context, { duty, period }),
      corrects: written.corrects,
      ...{ requestId: input.requestId, repeated: written.again },
    };
  });
}

interface Entering {
  readonly id: string;
  readonly task: TaskRow;
  readonly now: TaskNow;
  readonly entry: Backfill;
  readonly all: readonly Backfilled[];
  readonly at: Instant;
  readonly actor: string;
  readonly input: Input;
}

type Db = Parameters<Parameters<typeof transaction>[1]>[0];

/** The entry and its audit, in one transaction; it corrects the newest about the same unit and period. */
async function entered(
  db: Db,
  { id, task, now, entry, all, at, actor, input }: Entering,
): Promise<Pick<Done, 'corrects'>> {
  const { context, task: owed } = now.input;
  const { requestId } = input;
  const earlier = all
    .filter(
      ({ duty, period, unit }) =>
        duty === entry.duty && period === entry.period && unit === entry.unit,
    )
    .at(-1);
  const today = dayOf(at, context.calendar.zone);
  const unitName = nameOf(await unitsOf(db, id), entry.unit);
  const found = backfillOf(context, owed, entry, { today, earlier, unitName });
  if ('fault' in found) throw new FaultError(found.fault);
  const obligation = found.obligation.key;
  const corrects = earlier?.id ?? null;
  await insertBackfill(db, {
    ...{ ...entry, campaign: id, task: task.key, obligation, actor, enteredAt: at },
    ...{ requestId, corrects },
  });
  await insertAudit(db, {
    ...{ at, actor, act: 'backfill', subject: now.process, outcome: 'done' },
    detail: { ...entry, obligation, requestId, corrects },
  });
  return { corrects: earlier?.result ?? null };
}

/** A request that was taken before is the same one only with the same content. */
function repeated(
  known: Backfilled & { readonly campaign: string; readonly task: string },
  {
    campaign,
    task,
    entry,
  }: { readonly campaign: string; readonly task: string; readonly entry: Backfill },
): Pick<Done, 'corrects'> {
  const same =
    known.campaign === campaign &&
    known.task === task &&
    (['duty', 'period', 'unit', 'result', 'at', 'source'] as const).every(
      (field) => known[field] === entry[field],
    );
  return same ? { corrects: null } : refuse('request-reused', { request: known.requestId });
}

async function mustBeOpen({ pool }: Service, campaign: string): Promise<void> {
  const ended = (await campaignNow(pool, campaign))?.state.ended;
  if (ended) refuse('already-ended', { what: '该专项行动', at: ended.at });
}

/** The entry as it is meant: duty and unit need not be named where there is only one. */
async function entryOf(
  { pool }: Service,
  campaign: string,
  { input: { context, task } }: TaskNow,
  input: Input,
): Promise<Backfill> {
  const { period, result, at = null, source } = input;
  const fits = beforeStart(context, task).filter(
    (one) => one.period === period && (input.duty === undefined || one.duty === input.duty),
  );
  const duties = [...new Set(fits.map(({ duty }) => duty))];
  if (duties.length > 1) {
    const reason = `启动前的“${period}”期有 ${duties.length} 项报送要求（${duties.join('、')}）`;
    refuse('subject-unclear', { reason, hint: '请写明是哪一项。' });
  }
  const duty = input.duty ?? duties[0] ?? context.regime.duties[0]?.id ?? '';
  const members = [...new Set(fits.flatMap(({ party }) => party.members))];
  const [only] = members;
  if (input.unit !== undefined) {
    const unit = (await unitFor(pool, campaign, input.unit)).id;
    return { duty, period, unit, result, at, source };
  }
  if (members.length > 1) {
    const units = await unitsOf(pool, campaign);
    const names = members.map((unit) => nameOf(units, unit)).join('、');
    const reason = `这一期的报送单位有 ${members.length} 个（${names}）`;
    refuse('subject-unclear', { reason, hint: '请写明是哪一个单位。' });
  }
  return { duty, period, unit: only ?? '', result, at, source };
}

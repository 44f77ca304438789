import { dayOf } from '../../domain/instant.ts';
import type { DraftTask, PlanTask, Reading } from '../../domain/plan.ts';
import { findCampaign, tasksOf } from '../../store/campaigns.ts';
import { planDeskOfCampaign, readingOfDesk } from '../../store/planDesks.ts';
import type { Db } from '../../store/pool.ts';
import { refuse } from '../faultError.ts';
import { statusWords, type LedgerLine } from '../ledgerStatus.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { runDeskJob } from '../planDeskJobs.ts';
import type { Service } from '../service.ts';
import { nowOf, ZONE } from './actor.ts';
import { campaignFor } from './find.ts';
import { deskFor } from './planDeskFind.ts';
import { listTasks } from './tasks.ts';

type File = OutputOf<'exportDesk'>;
type Format = TakenOf<'exportDesk'>['format'];

const TYPES: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The plan of a desk as a ledger 台账, in its own columns, with the answers in it. */
export async function exportDesk(
  service: Service,
  { desk: id, format }: TakenOf<'exportDesk'>,
): Promise<File> {
  const { reviewed, reading, work, today } = await deskFor(service, id);
  const { draft } = reviewed;
  const isSame = draft.tasks.length === reading.draft.tasks.length;
  const layout = isSame && reading.layout !== undefined ? { layout: reading.layout } : {};
  const title = work.title ?? draft.title ?? '方案';
  const own = { draft: { ...draft, title }, ...layout };
  return ledgerFile(title, { kind: 'ledger', reading: own, format, today, statuses: [] });
}

const PAGE = 500;

/** A running plan as a ledger: the tasks that the caller may see, with how each stands. */
export async function exportLedger(
  service: Service,
  { campaign, format }: TakenOf<'exportLedger'>,
  actor: string,
): Promise<File> {
  const { pool } = service;
  const { id } = await campaignFor(pool, campaign);
  const { title } = (await findCampaign(pool, id)) ?? refuse('campaign-unknown', { campaign: id });
  const lines = new Map<string, LedgerLine>();
  let zone = ZONE;
  let trial = false;
  for (let after: number | undefined = -1; after !== undefined;) {
    const page: OutputOf<'listTasks'> = await listTasks(
      service,
      { campaign: id, after, limit: PAGE },
      actor,
    );
    for (const line of page.tasks) lines.set(line.key, line);
    ({ zone } = page);
    trial = page.trial === true;
    after = page.next ?? undefined;
  }
  const all = await tasksOf(pool, id);
  const shown = all.filter(({ key }) => lines.has(key)).map(({ plan }) => plan);
  const today = dayOf(await nowOf(service, pool, zone), zone);
  const reading = await readingOf(pool, id, title, shown, all.length);
  const statuses = shown.map(({ key }) => {
    const line = lines.get(key);
    return line && statusWords(line, zone, trial);
  });
  return ledgerFile(title, { kind: 'ledger', reading, format, today, statuses });
}

/** In the columns of the plan's own paper, where it was imported here and nobody has changed its tasks since. */
async function readingOf(
  db: Db,
  campaign: string,
  title: string,
  tasks: readonly PlanTask[],
  all: number,
): Promise<Pick<Reading, 'draft' | 'layout'>> {
  const row = await planDeskOfCampaign(db, campaign);
  const read = row && (await readingOfDesk(db, row.id));
  const draft: Reading['draft'] = {
    ...{ title, issuer: null, documentNumber: null, issuedOn: null },
    ...(read && headOf(read)),
    tasks: tasks.map(draftTask),
    ...{ regime: { duties: [], steps: [] }, text: '' },
  };
  const isSame =
    tasks.length === all &&
    read?.draft.tasks.length === all &&
    read.draft.tasks.every(({ content }, i) => content === tasks[i]?.content);
  return isSame && read.layout !== undefined ? { draft, layout: read.layout } : { draft };
}

function headOf({ draft: { issuer, documentNumber, issuedOn } }: Reading) {
  return { issuer, documentNumber, issuedOn };
}

function draftTask({ key, ...task }: PlanTask): DraftTask {
  return { ...task, key, source: { from: 0, to: 0 } };
}

type LedgerJob = Parameters<typeof runDeskJob<'ledger'>>[0];

async function ledgerFile(title: string, job: LedgerJob): Promise<File> {
  const { bytes, tasks, different, tooLong } = await runDeskJob<'ledger'>(job);
  if (tooLong.length > 0) refuse('ledger-too-long', { tasks: tooLong.join('、') });
  const name = `${title.replace(/[\\/:*?"<>|\s]+/g, '').slice(0, 60) || '方案'}台账-${job.today}.${job.format}`;
  return {
    ...{ name, type: TYPES[job.format], tasks, different: [...different] },
    bytes: Buffer.from(bytes).toString('base64'),
  };
}

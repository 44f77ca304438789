import { canonicalJson } from '../../domain/canonical.ts';
import type { Context } from '../../domain/context.ts';
import { readProcess, taskProcess } from '../../domain/ids.ts';
import type { PlanTask } from '../../domain/plan.ts';
import { isOpenRow, type ProofEntry, type ProofPaper } from '../../domain/proof.ts';
import { archiveOf, proofOf, type Recorded } from '../../domain/proofMake.ts';
import { writeProof } from '../../domain/proofText.ts';
import { seesInbox } from '../../domain/sight.ts';
import { explainWords } from '../../domain/proofWords.ts';
import { noticeWords, recipientWords } from '../../domain/words.ts';
import { backfilledOf } from '../../store/backfill.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { headCovering } from '../../store/heads.ts';
import { findItem } from '../../store/items.ts';
import { sha256 } from '../../store/ledger.ts';
import type { Db } from '../../store/pool.ts';
import { findProcess } from '../../store/processes.ts';
import {
  expectedOf,
  noticesNamed,
  noticesOf,
  papersOf,
  rowsUpTo,
  turnsUpTo,
} from '../../store/proofs.ts';
import { tasksNamed } from '../../store/standings.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { campaignFor, taskFor } from './find.ts';
import { namesIn } from './history.ts';
import { sightIn } from './seen.ts';
import { visitNow } from './visit.ts';

const ALL = 2_147_483_647;

/** Why a notice was sent: five sentences, and the proof to take along. A unit and a post ask about what they received. */
export async function explain(
  service: Service,
  { notice: wanted }: TakenOf<'explain'>,
  actor: string,
): Promise<OutputOf<'explain'>> {
  const { pool } = service;
  const [found] = await noticesNamed(pool, wanted);
  if (found === undefined) return refuse('notice-unknown', { notice: wanted.slice(0, 200) });
  const { process, campaign, ...notice } = found;
  if (visitNow()?.refuses(campaign)) refuse('notice-unknown', { notice: wanted.slice(0, 200) });
  const { context } = await campaignFor(pool, campaign);
  if (!seesInbox(await sightIn(pool, campaign, actor), notice.recipient)) {
    refuse('notice-unknown', { notice: wanted.slice(0, 200) });
  }
  const { zone } = context.calendar;
  const now = await nowOf(service, pool, zone);
  const recorded = await recordedOf(pool, process, zone, notice.seq);
  const proof = proofOf(recorded, notice, now, sha256);
  const rows = proof.rows.filter(isOpenRow);
  const spoken = rows.filter(({ seq }) => seq === notice.seq);
  const plans = await plansIn(pool, campaign, [process, notice.payload, spoken]);
  // A talk keeps the regime with which it began.
  const isTalk = readProcess(process)?.kind === 'interview';
  const rules = isTalk ? (recorded.input['context'] as Context) : context;
  const names = namesIn(rules, plans, await unitsOf(pool, campaign), now);
  return {
    campaign,
    zone,
    id: notice.id,
    title: noticeWords({ ...notice, process }, names).title,
    recipient: recipientWords(notice.recipient, names),
    at: notice.at,
    sentences: [...explainWords({ process, notice, instants: proof.instants, rows }, names)],
    proof: writeProof(proof, sha256),
  };
}

/** The tasks that are spoken of: a campaign may have ten thousand. */
async function plansIn(db: Db, campaign: string, told: unknown): Promise<readonly PlanTask[]> {
  const keys = new Set(JSON.stringify(told).match(/\bt\d{4,5}\b/g) ?? []);
  const found = await Promise.all([...keys].map((key) => tasksNamed(db, campaign, key)));
  return found.flat().map(({ plan }) => plan);
}

/** Everything of a task as one file: its plan, turns, ledger, notices and papers. */
export async function archive(
  service: Service,
  input: TakenOf<'archive'>,
): Promise<OutputOf<'archive'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const { zone } = context.calendar;
  const task = await taskFor(pool, id, input.task);
  const process = taskProcess(id, task.key);
  if ((await findProcess(pool, process)) === undefined) refuse('task-starting', { task: task.key });
  const recorded = await recordedOf(pool, process, zone);
  const notices = await noticesOf(pool, process);
  const papers = await takenPapers(pool, process);
  const now = await nowOf(service, pool, zone);
  const entries = await entriesOf(pool, id, task.key);
  const file = archiveOf(recorded, task.plan, notices, papers, now, sha256, entries);
  return {
    campaign: id,
    task: task.key,
    rows: recorded.rows.length,
    notices: notices.length,
    papers: papers.length,
    file: writeProof(file, sha256),
  };
}

/** What is kept about a task outside its process: 补录, and the 登记 of an item. */
async function entriesOf(db: Db, campaign: string, task: string): Promise<readonly ProofEntry[]> {
  const [backfilled, item] = await Promise.all([
    backfilledOf(db, campaign, task),
    findItem(db, campaign, task),
  ]);
  const plain = (row: object) => JSON.parse(JSON.stringify(row)) as ProofEntry['content'];
  return [
    ...backfilled.map((entry): ProofEntry => ({ register: 'backfill', content: plain(entry) })),
    ...(item === undefined ? [] : [{ register: 'item' as const, content: plain(item) }]),
  ];
}

/** What the register holds of a process, up to a turn and the head that covers it; else up to now. */
async function recordedOf(db: Db, process: string, zone: string, seq = ALL): Promise<Recorded> {
  const row = await findProcess(db, process);
  if (row === undefined) throw new Error(`台账中没有流程 ${process}`);
  const turns = await turnsUpTo(db, process, seq, zone);
  const last = turns.at(-1)?.seq ?? 0;
  const head = await headCovering(db, process, last);
  const found = readProcess(process);
  return {
    process,
    input: row.input as Readonly<Record<string, unknown>>,
    turns,
    rows: await rowsUpTo(db, process, Math.max(last, head?.place.seq ?? 0)),
    expected: found?.kind === 'task' ? await expectedOf(db, found.campaign, found.task, zone) : [],
    head,
  };
}

/**
 * The papers with all that their digests were taken over. Of a report the duty and period are those that the unit named,
 * which the receipt keeps only as they were resolved; what else a unit sent is its message.
 */
async function takenPapers(db: Db, process: string): Promise<readonly ProofPaper[]> {
  const papers = await papersOf(db, process);
  return papers.map(({ request, receivedAt, digest, body, message }) => {
    const candidates = message['kind'] === 'report' ? asNamed(message, body) : [asSent(message)];
    const fits = (content: object) => sha256(canonicalJson({ process, ...content })) === digest;
    return { request, receivedAt, digest, content: candidates.find(fits) ?? candidates[0] ?? {} };
  });
}

type Fields = Readonly<Record<string, unknown>>;

function asNamed({ unit, duty, period }: Fields, body: Fields): readonly Fields[] {
  const { text = '', nil = null, ...rest } = body;
  return [duty, null].flatMap((d) =>
    [period, null].map((p) => ({ unit, duty: d, period: p, nil, text, ...rest })),
  );
}

function asSent(message: Fields): Fields {
  const { by, ...rest } = message;
  const given = Object.entries(rest).filter(([name]) => name !== 'id' && name !== 'receivedAt');
  return { actor: by, ...Object.fromEntries(given) };
}

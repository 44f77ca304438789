import { deskOf } from '../../domain/access.ts';
import {
  EVIDENCE_KEPT_DAYS,
  EVIDENCE_UNNAMED,
  evidenceName,
  sizeWords,
} from '../../domain/evidenceFile.ts';
import { readProcess } from '../../domain/ids.ts';
import { actsNaming, type ActNaming } from '../../store/actEvidence.ts';
import { insertAudit } from '../../store/audit.ts';
import {
  evidenceBytes,
  insertEvidenceFile,
  namedEvidence,
  sendersOf,
  unnamedSize,
} from '../../store/evidenceFiles.ts';
import { transaction, type Db } from '../../store/pool.ts';
import { tasksSeenBy } from '../../store/sight.ts';
import { interviewsOf } from '../../store/timeline.ts';
import { checkedEvidence } from '../evidenceCheck.ts';
import { evidenceMegabytes } from '../evidenceLimit.ts';
import { FaultError, refuse } from '../faultError.ts';
import type { FileGiven } from '../fileGiven.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { actorIn, attempt, nowOf } from './actor.ts';
import { campaignFor } from './find.ts';
import { askedFor, here, linked } from './linkReports.ts';
import type { Whose } from './linkScope.ts';
import { interviewsSeen, sightIn } from './seen.ts';

type Kept = OutputOf<'sendEvidence'>;

/** Keeps a file for a unit: its own, or the one for which the office enters a report. */
async function sendEvidence(
  service: Service,
  input: TakenOf<'sendEvidence'>,
  actor: string,
): Promise<Kept> {
  return attempt(service, { actor, act: 'sendEvidence', subject: '' }, async () => {
    const whose = await askedFor(service, input, actor, '存入佐证材料');
    const by = await actorIn(service.pool, whose.campaign.id, actor);
    return keep(service, { whose, link: '', actor: by, act: 'sendEvidence' }, input);
  });
}

/** Keeps a file for an obligation that the link opens. */
async function sendEvidenceByLink(
  service: Service,
  input: TakenOf<'sendEvidenceByLink'>,
): Promise<Kept> {
  const { link, whose, actor } = await here(service);
  const act = 'sendEvidenceByLink';
  return attempt(service, { actor, act, subject: input.task }, async () => {
    await linked(service, whose, link, input);
    return keep(service, { whose, link: link.id, actor, act }, input);
  });
}

/** Keeps the attachments of a mail that came by a link; of what is not of a kind that is kept the report says the hash only. */
export async function keepAttached(
  service: Service,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  if (files.length === 0) return;
  const { link, whose, actor } = await here(service);
  const sender = { whose, link: link.id, actor, act: 'sendEvidenceByLink' };
  for (const file of files) {
    if (file.bytes.length > evidenceMegabytes() * 1024 * 1024) continue;
    try {
      await keep(service, sender, file);
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
    }
  }
}

interface Sender {
  readonly whose: Whose;
  readonly link: string;
  readonly actor: string;
  readonly act: string;
}

interface Sent {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256?: string | undefined;
}

/** File, sender and audit in one transaction; the same file of the same sender is kept once. */
async function keep(
  { pool }: Service,
  { whose, link, actor, act }: Sender,
  { name: given, bytes, sha256: told }: Sent,
): Promise<Kept> {
  const name = evidenceName(given);
  const { kind, sha256 } = await checkedEvidence(name, bytes, told);
  const { campaign, unit, at } = whose;
  const owner = { campaign: campaign.id, unit: unit.id };
  const size = bytes.length;
  if ((await unnamedSize(pool, owner)) + size > EVIDENCE_UNNAMED) {
    const limit = sizeWords(EVIDENCE_UNNAMED);
    refuse('evidence-full', { unit: unit.name, limit, name, days: EVIDENCE_KEPT_DAYS });
  }
  const isNew = await transaction(pool, async (db) => {
    const file = { ...owner, sha256, bytes, type: kind.type, name, link, actor, at };
    const done = await insertEvidenceFile(db, file);
    const detail = {
      unit: unit.id,
      sha256,
      name,
      size,
      type: kind.type,
      ...(link ? { link } : {}),
    };
    const outcome = done ? 'done' : 'repeated';
    const entry = { at, actor, act, subject: `campaign/${campaign.id}`, outcome };
    await insertAudit(db, { ...entry, detail });
    return done;
  });
  const words = `“${name}”（${kind.words}，${sizeWords(size)}）`;
  return {
    ...{ sha256, name, size, repeated: !isNew },
    words: isNew ? `已存入${words}` : `${words}此前已存入，没有重复`,
  };
}

/**
 * Gives a file to whoever reads a report or an act that names it, if the unit of it sent it; a unit reads what was sent for it and
 * nothing of another's; the office what it has sent itself. To anybody else the file does not exist.
 */
async function fetchEvidence(
  service: Service,
  { sha256, campaign: wanted }: TakenOf<'fetchEvidence'>,
  actor: string,
): Promise<FileGiven> {
  return attempt(service, { actor, act: 'fetchEvidence', subject: sha256 }, async () => {
    const { pool } = service;
    const { id, context } = await campaignFor(pool, wanted);
    const by = await actorIn(pool, id, actor);
    const name = await nameFor(service, id, sha256, by);
    const at = await nowOf(service, pool, context.calendar.zone);
    return give(service, { campaign: id, actor: by, act: 'fetchEvidence', at }, sha256, name);
  });
}

/** Under which name somebody may have the file; undefined where he may not. */
async function nameFor(
  { pool }: Service,
  campaign: string,
  sha256: string,
  actor: string,
): Promise<string | undefined> {
  const sight = await sightIn(pool, campaign, actor);
  const senders = await sendersOf(pool, campaign, sha256);
  if (sight.kind === 'unit') return senders.find(({ unit }) => unit === sight.unit)?.name;
  const named = await namedEvidence(pool, campaign, sha256);
  const seen = await tasksSeenBy(pool, campaign, sight);
  const found = named.find(({ task }) => seen === undefined || seen.has(task));
  const act = found === undefined ? await actSeen(pool, campaign, sha256, actor) : undefined;
  const own = deskOf(actor) === 'office' ? senders.find((one) => one.actor === actor) : undefined;
  return found?.name ?? act?.name ?? own?.name;
}

/** The first act that names the file, on a task or in an interview that the actor sees. */
async function actSeen(
  db: Db,
  campaign: string,
  sha256: string,
  actor: string,
): Promise<ActNaming | undefined> {
  const acts = await actsNaming(db, campaign, sha256);
  if (acts.length === 0) return undefined;
  const tasks = await tasksSeenBy(db, campaign, await sightIn(db, campaign, actor));
  const talks = await interviewsSeen(db, campaign, actor, await interviewsOf(db, campaign));
  return acts.find(({ process }) => {
    const found = readProcess(process);
    if (found?.kind === 'interview') return talks.some((talk) => talk.process === process);
    return found?.kind === 'task' && (tasks === undefined || tasks.has(found.task));
  });
}

/** By a link: what came by it, and what reports on its obligations name. */
async function fetchEvidenceByLink(
  service: Service,
  { sha256 }: TakenOf<'fetchEvidenceByLink'>,
): Promise<FileGiven> {
  const { link, whose, actor } = await here(service);
  const act = 'fetchEvidenceByLink';
  return attempt(service, { actor, act, subject: sha256 }, async () => {
    const { campaign, unit } = link;
    const senders = await sendersOf(service.pool, campaign, sha256);
    const own = senders.find((one) => one.unit === unit && one.link === link.id);
    const named = await namedEvidence(service.pool, campaign, sha256);
    const found = named.find(
      (one) =>
        one.unit === unit &&
        link.obligations.some(
          ({ task, obligation }) => task === one.task && obligation === one.obligation,
        ),
    );
    return give(service, { campaign, actor, act, at: whose.at }, sha256, own?.name ?? found?.name);
  });
}

interface Taker {
  readonly campaign: string;
  readonly actor: string;
  readonly act: string;
  readonly at: string;
}

/** That it was taken is in the audit before it is given. */
async function give(
  { pool }: Service,
  { campaign, actor, act, at }: Taker,
  sha256: string,
  name: string | undefined,
): Promise<FileGiven> {
  const file = name === undefined ? undefined : await evidenceBytes(pool, sha256);
  if (name === undefined || file === undefined) return refuse('evidence-unknown');
  const detail = { sha256, name, size: file.bytes.length };
  const entry = { at, actor, act, subject: `campaign/${campaign}`, outcome: 'done' };
  await insertAudit(pool, { ...entry, detail });
  return { name, type: file.type, bytes: file.bytes };
}

/** The handlers of evidence files. */
export const EVIDENCE_HANDLERS = {
  sendEvidence,
  fetchEvidence,
  sendEvidenceByLink,
  fetchEvidenceByLink,
} as const;

import { readProcess } from '../../domain/ids.ts';
import { inboxesOfPost, type Sight } from '../../domain/sight.ts';
import { noticeId } from '../../domain/proofChain.ts';
import { didYouMean } from '../../domain/spelling.ts';
import { noticeWords, recipientWords } from '../../domain/words.ts';
import { taskNames } from '../../store/deskMatters.ts';
import { inboxes, noticesTo, type NoticeRow } from '../../store/inbox.ts';
import { placeIn, placeText } from './inboxPlace.ts';
import { sha256 } from '../../store/ledger.ts';
import type { Db } from '../../store/pool.ts';
import { refuse } from '../faultError.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { nowOf } from './actor.ts';
import { campaignFor, unitNamed, unitsNow } from './find.ts';
import { namesIn } from './history.ts';
import { sightIn } from './seen.ts';
import type { Unit } from '../../domain/unit.ts';

/** The notices that a recipient has received, the newest first. A unit and a post read their own. */
export async function readInbox(
  service: Service,
  input: TakenOf<'readInbox'>,
  actor: string,
): Promise<OutputOf<'readInbox'>> {
  const { pool } = service;
  const { id, context } = await campaignFor(pool, input.campaign);
  const units = await unitsNow(pool, id);
  const sight = await sightIn(pool, id, actor);
  const recipient = await ownInbox(pool, id, units, input.recipient.trim(), sight);
  const after = input.after === undefined ? undefined : placeIn(input.after);
  const { total, notices, next } = await noticesTo(pool, id, recipient, { ...input, after });
  const keys = new Set(notices.flatMap(tasksIn));
  const plans = await taskNames(pool, id, [...keys]);
  const { zone } = context.calendar;
  const names = namesIn(context, plans, units, await nowOf(service, pool, zone));
  return {
    campaign: id,
    zone,
    recipient: recipient.endsWith('/')
      ? names.unit(recipient.slice(0, -1))
      : recipientWords(recipient, names),
    ...(context.trial === true ? { trial: true as const } : {}),
    total,
    next: next === undefined ? null : placeText(next),
    notices: notices.map((notice) => {
      const { title, body, ask, ifNothing } = noticeWords(notice, names);
      const task = taskOf(notice.process) ?? null;
      const more = [ask, ifNothing && `无人处理的，${ifNothing}`].filter((part) => part);
      return {
        id: noticeId(notice.key, sha256),
        at: notice.at,
        type: notice.type,
        recipient: recipientWords(notice.recipient, names),
        task,
        no: plans.find(({ key }) => key === task)?.no ?? null,
        text: title,
        reason: [body, ...more].join('\n'),
      };
    }),
  };
}

/** The tasks that a notice speaks of: its own, and those of its grounds. */
function tasksIn({ process, payload }: NoticeRow): readonly string[] {
  const grounds = JSON.stringify(payload['grounds'] ?? '').match(/t\d{4,5}(?=\/)/g) ?? [];
  return [taskOf(process) ?? [], grounds].flat();
}

function taskOf(process: string): string | undefined {
  const found = readProcess(process);
  return found?.kind === 'task' ? found.task : undefined;
}

/** The inbox that is meant; another's does not exist for whoever may not read it. */
async function ownInbox(
  db: Db,
  campaign: string,
  units: readonly Unit[],
  name: string,
  sight: Sight,
): Promise<string> {
  if (sight.kind === 'all') return recipientFor(db, campaign, units, name);
  const unknown = () => refuse('recipient-unknown', { recipient: name, hint: '' });
  if (sight.kind === 'nothing') return unknown();
  if (sight.kind === 'unit') {
    const [first = '', role] = name.replace(/^unit:/, '').split('/');
    if (unitNamed(units, first)?.id !== sight.unit) return unknown();
    return role === undefined ? `${sight.unit}/` : `${sight.unit}/${roleWord(role)}`;
  }
  const bare = name.replace(/^(?:post|leader)[:/]/, '');
  if (bare !== sight.post) return unknown();
  const known = await inboxes(db, campaign);
  const own = inboxesOfPost(sight.post);
  return known.find((inbox) => own.includes(inbox)) ?? `post/${bare}`;
}

/** The inbox that a person means; a unit's name stands for its reporter and its head together. */
async function recipientFor(
  db: Db,
  campaign: string,
  units: readonly Unit[],
  name: string,
): Promise<string> {
  if (name === 'office' || name === '督查室') return 'office';
  if (name === 'principal' || name === '主要领导') return 'principal';
  const [first = '', role] = name.replace(/^unit:/, '').split('/');
  const unit = unitNamed(units, first);
  if (unit) return role === undefined ? `${unit.id}/` : `${unit.id}/${roleWord(role)}`;
  const known = await inboxes(db, campaign);
  const bare = name.replace(/^(post|leader)[:/]/, '');
  const found = known.find((inbox) => [`post/${bare}`, `leader/${bare}`].includes(inbox));
  if (found) return found;
  if (/^post[:/]/.test(name)) return `post/${bare}`;
  const words = [
    ...units.flatMap((one) => [one.name, ...one.aliases]),
    ...known.flatMap((inbox) => /^(?:post|leader)\/(.+)$/.exec(inbox)?.[1] ?? []),
  ];
  return refuse('recipient-unknown', { recipient: name, hint: didYouMean(name, words) });
}

const ROLE_WORDS: Readonly<Record<string, string>> = {
  联络员: 'reporter',
  单位联络员: 'reporter',
  主要负责人: 'head',
  单位主要负责人: 'head',
};

function roleWord(role: string): string {
  return ROLE_WORDS[role] ?? role;
}

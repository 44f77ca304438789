import { epoch, type Instant } from '../../domain/instant.ts';
import { noticeWords, factWords, recipientWords, type Names } from '../../domain/words.ts';
import { waitingFor, type Waiting, type WaitingKind } from '../../domain/matterWaiting.ts';
import { appliedWords } from '../../domain/wordsClosure.ts';
import { regimeWords } from '../../domain/wordsParts.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { term } from '../../domain/terms.ts';
import type { MatterRow } from '../../store/deskMatters.ts';
import type { Gate } from '../deskAnswers.ts';
import type { Allowed } from '../deskParts.ts';
import { brief, limitMark, taskActOf, whenOf } from './deskWords.ts';
import { unitName, type DeskCampaign } from './deskWorld.ts';

const KINDS: Readonly<Record<WaitingKind, Gate['kind']>> = {
  extension: 'extension',
  closure: 'closure',
  objection: 'objection',
  return: 'return',
  verify: 'verify',
  escalation: 'escalation',
  listing: 'listing',
  obstacle: 'obstacle',
  arrival: 'other',
  'look-back': 'other',
  sign: 'other',
  resubmit: 'other',
  reopened: 'other',
};

interface Said {
  readonly what: string;
  readonly why: string;
}

/** The fields by which an act says which of several things it is about. */
function fieldsOf(kind: WaitingKind, { payload }: MatterRow): Readonly<Record<string, unknown>> {
  const pick = (...names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((name) => (payload[name] === undefined ? [] : [[name, payload[name]]])),
    );
  switch (kind) {
    case 'extension':
    case 'verify':
      return pick('obligation');
    case 'escalation':
      return pick('obligation', 'step');
    case 'return':
      return pick('unit');
    case 'obstacle':
      return payload['obstacle'] === undefined ? {} : { obstacle: payload['obstacle'] };
    case 'objection':
      return payload['matter'] === undefined ? {} : { objection: payload['matter'] };
    default:
      return {};
  }
}

/** A matter about a task that waits for somebody, as a page shows it. */
export function matterGate(
  world: DeskCampaign,
  row: MatterRow,
  names: Names,
  actor: string,
): Gate | undefined {
  const { payload, type } = row;
  const waiting = waitingFor(type, payload, world.regime);
  if (waiting === undefined || waiting.actor !== actor) return undefined;
  const limitAt = textOf(payload['limitAt']);
  const told = { at: row.at, type, process: row.process, payload };
  const said =
    type === 'check-asked'
      ? { what: noticeWords({ ...told, recipient: 'office' }, names).title, why: '' }
      : factWords(told, names);
  const unit = unitIn(payload);
  const fields = fieldsOf(waiting.kind, row);
  const target = { campaign: world.id, task: row.task };
  const asker = { regime: world.regime, actor, campaign: world.id };
  const acts = waiting.acts.map((act, n) => taskActOf(act, target, fields, n === 0, asker));
  return {
    id: `${row.process}#${row.matter}`,
    kind: KINDS[waiting.kind],
    kindWords: waiting.words,
    mark: limitMark(limitAt, world),
    ...{ campaign: world.id, campaignTitle: world.title },
    title: `${waiting.words}：${names.task(row.task)}`,
    unit: unit === undefined ? null : { id: unit, name: unitName(world, unit) },
    task: { key: row.task, no: row.no, title: row.title },
    reason: reasonOf(row, waiting, said, names),
    approver: recipientWords(waiting.actor.replace(/^post:/u, 'post/'), names),
    since: row.openedAt,
    limit: limitAt === null ? null : whenOf(limitAt, world),
    ifNothing: ifNothing(limitAt, waiting.ifNothing, world),
    why: { rule: regimeWords(names), facts: factsOf(row, said, world) },
    target: { kind: 'task', campaign: world.id, id: row.task },
    acts: waiting.kind === 'resubmit' ? [reportAct(row)] : acts,
  };
}

/** What it is about in a line; of an application for closure 销号 who asks for it and on what it rests. */
function reasonOf(
  { type, payload }: MatterRow,
  { kind }: Waiting,
  { what, why }: Said,
  names: Names,
): string {
  if (kind === 'resubmit') return `${brief(what)}。${why}`;
  if (kind !== 'closure' || type === 'closure-returned') return brief(what);
  return brief(appliedWords(payload, names));
}

function reportAct({ campaign, task, payload }: MatterRow): Allowed {
  const { duty, period, obligation } = payload;
  return {
    operation: 'submitReport',
    act: null,
    label: '重新报送',
    input: { campaign, task, duty, period, obligation },
    asks: [],
    main: true,
  };
}

export function ifNothing(
  limitAt: Instant | null,
  words: string,
  { now, calendar }: Pick<DeskCampaign, 'now' | 'calendar'>,
): Gate['ifNothing'] {
  if (limitAt === null) return { at: null, words: `不办理的，继续等待；${words}` };
  const moment = momentShort(limitAt, now, calendar.zone);
  const isPast = epoch(limitAt) <= epoch(now);
  const lead = isPast ? `时限 ${moment} 已过` : `到 ${moment} 仍未办理`;
  return { at: limitAt, words: `${lead}：${words}` };
}

function factsOf(
  { type, payload, openedAt }: MatterRow,
  said: Said,
  { now, calendar }: DeskCampaign,
): string[] {
  const reason = textOf(payload['reason']);
  const until = textOf(payload['until']);
  return [
    `${momentShort(openedAt, now, calendar.zone)} 提出`,
    ...(until === null ? [] : [`申请延至 ${until}`]),
    ...(reason === null
      ? []
      : [`${type === 'check-asked' ? '此前意见' : '理由'}：${brief(reason, 50)}`]),
    ...(said.why === '' ? [] : [brief(said.why)]),
  ];
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The unit that a matter is about: its own, who asked, or the party of its obligation. */
function unitIn(payload: Readonly<Record<string, unknown>>): string | undefined {
  const applicant = textOf(payload['applicant']);
  if (applicant?.startsWith('unit:')) return applicant.slice('unit:'.length);
  return textOf(payload['unit']) ?? textOf(payload['party'])?.split('+')[0];
}

/** An actor in words: 督查室、主要领导、区政府分管领导、区住建局. */
export function actorName(actor: string, world: Pick<DeskCampaign, 'units'>): string {
  return actor.startsWith('unit:') ? unitName(world, actor.slice('unit:'.length)) : term(actor);
}

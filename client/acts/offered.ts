import { z } from 'zod';
import type { Fault } from '../../domain/faults.ts';
import { dayOf } from '../../domain/instant.ts';
import { addOffset } from '../../domain/calendar.ts';
import type { MessageBase } from '../../domain/machine.ts';
import { FaultError } from '../faultError.ts';
import type { Allowed } from '../deskParts.ts';
import type { ActContent, Asking, TaskAct } from './act.ts';
import { ACT_TOPICS } from './acts.ts';
import { askOf, isDay, type Choice } from './actAsks.ts';
import { holdersIn } from '../handlers/find.ts';
import { askedByRegime } from './askedByRegime.ts';
import { subjectsOf, type ActSubject, type Named } from './actSubjects.ts';
import { enumOf } from './actFields.ts';

/** Faults that only say that what a form would carry is still to be filled in, or filled in otherwise. */
const ABOUT_CONTENT: readonly string[] = [
  ...['reason-missing', 'content-missing', 'evidence-missing', 'closure-evidence', 'act-day'],
  ...['extension-day', 'extension-rest', 'day-past', 'day-rests', 'look-back-until'],
  ...['grade-unknown', 'grade-none', 'grade-not-last', 'listing-too-long', 'return-unconfirmed'],
  ...['transfer-to-itself', 'unit-not-known', 'unit-unknown', 'delegate-malformed'],
  ...['objection-verdict', 'objection-same', 'message-malformed'],
];

/** Acts that somebody waits for: the page invites the first of them that is allowed. */
const AWAITED: readonly string[] = [
  ...['approve-step', 'accept-report', 'pass-extension', 'approve-extension', 'accept-return'],
  ...['review-closure', 'approve-closure', 'approve-listing', 'decide-listing-extension'],
  ...['accept-delisting', 'decide-objection', 'confirm-arrival', 'assign-obstacle', 'look-back'],
];

export interface OfferedTopic {
  readonly topic: string;
  readonly acts: readonly Allowed[];
}

/**
 * The acts that the guards of the task's process would take now from this actor, with what is still asked of him. Each is
 * tried with made-up content, so that nothing is offered which would be refused for another reason than what is written.
 */
export async function offeredActs(
  asking: Asking,
  named: Named,
  target: { readonly task: string; readonly campaign: string },
  may: (act: string) => boolean,
): Promise<readonly OfferedTopic[]> {
  const topics: OfferedTopic[] = [];
  for (const { topic, acts } of ACT_TOPICS) {
    const offered: Allowed[] = [];
    for (const act of acts.filter((one) => may(one.act))) {
      const fits = await fitting(act, asking, named);
      for (const one of apart(fits)) offered.push(allowedOf(act, one, asking, named, target));
    }
    if (offered.length > 0) topics.push({ topic, acts: offered });
  }
  return withMain(topics);
}

interface Fits {
  readonly field?: string;
  readonly subjects: readonly ActSubject[];
}

/** Steps of the ladder are named by two fields, so that each is an act of its own. */
function apart(fits: Fits | undefined): readonly Fits[] {
  if (fits?.field !== 'step') return fits === undefined ? [] : [fits];
  return fits.subjects.map((subject) => ({ field: 'step', subjects: [subject] }));
}

/** What the act may be about now; undefined: nothing. */
async function fitting(act: TaskAct, asking: Asking, named: Named): Promise<Fits | undefined> {
  const found = subjectsOf(act, asking, named);
  const content = madeUp(act, asking);
  if (found === undefined) {
    return (await isTaken(act, asking, content)) ? { subjects: [] } : undefined;
  }
  const subjects: ActSubject[] = [];
  for (const subject of found.subjects) {
    if (await isTaken(act, asking, { ...content, ...subject.fields })) subjects.push(subject);
  }
  return subjects.length === 0 ? undefined : { field: found.field, subjects };
}

async function isTaken(
  act: TaskAct,
  asking: Asking,
  fields: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { now, actor, at } = asking;
  try {
    const content = await contentOf(act, asking, fields);
    const message: MessageBase = { ...content, id: 'offered', receivedAt: at, by: actor };
    const fault: Fault | undefined = now.machine.guard(now.state, message);
    return fault === undefined || ABOUT_CONTENT.includes(fault.code);
  } catch (error) {
    if (error instanceof FaultError) return ABOUT_CONTENT.includes(error.fault.code);
    throw error;
  }
}

function contentOf(
  act: TaskAct,
  asking: Asking,
  fields: Readonly<Record<string, unknown>>,
): Promise<ActContent> | ActContent {
  const plain = { kind: act.act as ActContent['kind'], ...fields };
  // An obligation that is named in full needs no search.
  if (act.content === undefined || 'obligation' in fields) return plain;
  return act.content(fields, asking);
}

/** Something in every field that has to be filled in. */
function madeUp(act: TaskAct, { context, at, actor }: Asking): Readonly<Record<string, unknown>> {
  const { calendar } = context;
  const later = () => addOffset(calendar, dayOf(at, calendar.zone), { workdays: 10 });
  return Object.fromEntries(
    Object.entries(act.fields.shape).flatMap(([name, field]): [string, unknown][] => {
      if (field instanceof z.ZodOptional) return [];
      const values = enumOf(field);
      if (values !== undefined) return [[name, values[0]]];
      if (isDay(act, name)) return [[name, later()]];
      if (name === 'owner') return [[name, actor.startsWith('unit:') ? 'office' : 'principal']];
      if (field instanceof z.ZodArray) return [[name, []]];
      return [[name, name === 'to' ? '' : '已核实']];
    }),
  );
}

function allowedOf(
  act: TaskAct,
  { field, subjects }: Fits,
  { context, actor, now }: Asking,
  { units }: Named,
  target: { readonly task: string; readonly campaign: string },
): Allowed {
  const [only] = subjects.length === 1 ? subjects : [];
  const named = units.map(({ id, name }) => ({ value: id, label: name }));
  const choices = choicesOf(act, named, context);
  const set = new Set(subjects.flatMap(({ fields }) => Object.keys(fields)));
  const own = act.act === 'sign' ? ['unit'] : [];
  const rest = Object.keys(act.fields.shape).filter(
    (name) => !own.includes(name) && !isNamed(name, set, field),
  );
  const asks = rest.map((name) => askOf(act, name, choices[name]));
  const which = field === undefined || only ? [] : [whichOf(act, field, subjects)];
  const isUnit = field === 'unit' || field === 'from';
  const { campaign } = target;
  const unit = actor === 'office' ? holdersIn(now)[0] : undefined;
  const asker = { regime: context.regime, actor, campaign, unit };
  const label = only && !isUnit ? `${act.label}：${only.label}` : act.label;
  return {
    operation: 'actOnTask',
    act: act.act,
    label,
    input: { ...target, fields: { ...(only?.fields ?? {}) } },
    asks: [...which, ...askedByRegime(asks, act.act, asker)],
    main: false,
  };
}

/** Ways of naming what the act is about: said by the one that is offered. */
function isNamed(name: string, set: ReadonlySet<string>, field: string | undefined): boolean {
  const others = set.has('obligation') ? ['period', 'duty', 'unit', 'obligation', 'step'] : [];
  return set.has(name) || others.includes(name) || name === field;
}

function whichOf(act: TaskAct, field: string, subjects: readonly ActSubject[]): Allowed['asks'][0] {
  const choices = subjects.map(({ fields, label }) => ({ value: String(fields[field]), label }));
  return { ...askOf(act, field, choices), required: true };
}

const postsKnown = new WeakMap<Asking['context']['regime'], readonly string[]>();

/** The posts that a regime names, remembered with it. */
function postsIn(regime: Asking['context']['regime']): readonly string[] {
  const known = postsKnown.get(regime);
  if (known !== undefined) return known;
  const posts = [...new Set(JSON.stringify(regime).match(/post:[^"]{1,60}/gu) ?? [])];
  postsKnown.set(regime, posts);
  return posts;
}

/** Fields of which the register knows what may be meant. */
function choicesOf(
  { act }: TaskAct,
  units: readonly Choice[],
  { regime }: Asking['context'],
): Readonly<Record<string, readonly Choice[]>> {
  const posts = postsIn(regime);
  const desks = [
    { value: 'office', label: '督查室' },
    { value: 'principal', label: '主要领导' },
    ...posts.map((post) => ({ value: post, label: post.slice('post:'.length) })),
  ];
  return {
    owner: [...units, ...desks],
    suggest: units,
    ...(act === 'accept-return' || act === 'transfer' ? { to: units } : {}),
  };
}

function withMain(topics: readonly OfferedTopic[]): readonly OfferedTopic[] {
  const all = topics.flatMap(({ acts }) => acts);
  const first = AWAITED.find((name) => all.some(({ act }) => act === name));
  return topics.map(({ topic, acts }) => ({
    topic,
    acts: acts.map((one) => ({ ...one, main: one.act === first })),
  }));
}

import { gateLimit } from './approver.ts';
import { calendarFact } from './calendarAmended.ts';
import {
  bulletinKey,
  calendarOf,
  type BulletinState,
  type CampaignState,
  type CampaignView,
} from './campaignState.ts';
import { gatherEffect } from './campaignSteps.ts';
import { campaignNotices } from './campaignNotices.ts';
import type { CampaignMessage, Figures } from './campaignMessages.ts';
import { dayOf, maxInstant } from './instant.ts';
import type { Decision, Effect, Step } from './machine.ts';
import type { BulletinRule, Recipient } from './regime.ts';
import type { Unit } from './unit.ts';

type Of<K extends CampaignMessage['kind']> = Extract<CampaignMessage, { kind: K }>;

/** Takes a message that the guard has let pass. */
export function takeCampaignMessage(
  view: CampaignView,
  state: CampaignState,
  message: CampaignMessage,
): Step<CampaignState> {
  switch (message.kind) {
    case 'gathered':
      return drafted(view, state, message);
    case 'sign':
      return signed(view, state, message);
    case 'return':
      return returned(view, state, message);
    case 'pause':
      return paused(state, message);
    case 'resume':
      return resumed(state, message);
    case 'close':
      return closed(state, message);
    case 'calendar':
      return amended(view, state, message);
  }
}

/** The draft waits for a signature; nothing is published, and no number given, before it. */
function drafted(
  view: CampaignView,
  state: CampaignState,
  message: Of<'gathered'>,
): Step<CampaignState> {
  const key = bulletinKey(message.bulletin, message.period);
  const found = state.bulletins[key];
  if (!found || found.phase !== 'gathering' || found.draft !== message.draft) {
    return { state, decisions: [] };
  }
  const rule = ruleOf(view, message.bulletin);
  const { cutOff, askedAt: now = cutOff } = found;
  const { figures, draft } = message;
  const subject = `${key}:${draft}`;
  if (figures.expected === 0) {
    const bulletin: BulletinState = { ...found, phase: 'empty' };
    return {
      state: withBulletin(state, key, bulletin),
      decisions: [
        {
          kind: 'fact',
          at: now,
          type: 'bulletin-empty',
          key: `bulletin-empty:${key}`,
          payload: { bulletin: message.bulletin, period: message.period },
        },
      ],
    };
  }
  const limitAt = gateLimit(rule.sign, now, calendarOf(view, state));
  const payload = { bulletin: message.bulletin, period: message.period, draft, cutOff, limitAt };
  const pending =
    figures.pending === 0
      ? []
      : campaignNotices(view, now, 'bulletin-incomplete', ['office'], {
          subject,
          ...payload,
          pending: figures.pending,
        });
  return {
    state: withBulletin(state, key, { ...found, phase: 'drafted', figures, limitAt }),
    decisions: [
      {
        kind: 'fact',
        at: now,
        type: 'bulletin-drafted',
        key: `bulletin-drafted:${subject}`,
        payload: { ...payload, figures },
      },
      ...campaignNotices(view, now, 'sign-bulletin', [rule.sign.by], { subject, ...payload }),
      ...pending,
    ],
  };
}

/** Signed 签发: the number is given, laggards are named once per unit and period, praise is published. */
function signed(
  view: CampaignView,
  state: CampaignState,
  message: Of<'sign'>,
): Step<CampaignState> {
  const now = message.receivedAt;
  const key = bulletinKey(message.bulletin, message.period);
  const found = state.bulletins[key] as BulletinState;
  const figures = found.figures as Figures;
  const rule = ruleOf(view, message.bulletin);
  const year = dayOf(now, view.input.context.calendar.zone).slice(0, 4);
  const number = (state.issued[year] ?? 0) + 1;
  const criticised = unitsWhere(
    figures,
    (unit) => unit.missing >= (rule.criticise?.missing ?? Infinity),
  );
  const commended = unitsWhere(
    figures,
    (unit) =>
      unit.onTime === unit.expected - unit.exempt &&
      unit.onTime >= (rule.commend?.atLeast ?? Infinity),
  );
  const subject = key;
  const named = view.input.units.filter((unit) => criticised.includes(unit.id));
  const payload = { bulletin: message.bulletin, period: message.period, number, year };
  const facts = (type: string, units: readonly string[]): Decision[] =>
    units.map((unit) => ({
      kind: 'fact',
      at: now,
      type,
      key: `${type}:${key}:${unit}`,
      payload: { ...payload, unit, figures: figures.units.find((own) => own.unit === unit) },
    }));
  return {
    state: {
      ...withBulletin(state, key, { ...found, phase: 'issued' }),
      issued: { ...state.issued, [year]: number },
    },
    decisions: [
      {
        kind: 'fact',
        at: now,
        type: 'bulletin-issued',
        key: `bulletin-issued:${key}`,
        payload: { ...payload, by: message.by, draft: found.draft, figures, criticised, commended },
      },
      ...facts('criticised', criticised),
      ...facts('commended', commended),
      ...(rule.criticise && named.length > 0
        ? campaignNotices(view, now, 'criticise', rule.criticise.to, { subject, ...payload }, named)
        : []),
      ...campaignNotices(view, now, 'bulletin', rule.to, { subject, ...payload }),
    ],
    answer: { value: { number, year } },
  };
}

/** Returned 退回: the same cut-off is gathered again as the next draft, which has its own limit. */
function returned(
  view: CampaignView,
  state: CampaignState,
  message: Of<'return'>,
): Step<CampaignState> {
  const key = bulletinKey(message.bulletin, message.period);
  const found = state.bulletins[key] as BulletinState;
  const next: BulletinState = {
    phase: 'gathering',
    draft: found.draft + 1,
    since: found.since,
    cutOff: found.cutOff,
    askedAt: maxInstant(message.receivedAt, state.clock),
  };
  const { bulletin, period, reason, by } = message;
  return {
    state: withBulletin(state, key, next),
    decisions: [
      {
        kind: 'fact',
        at: message.receivedAt,
        type: 'bulletin-returned',
        key: `bulletin-returned:${key}:${found.draft}`,
        payload: { bulletin, period, draft: found.draft, reason, by },
      },
      gatherEffect(view, state, key, next),
    ],
  };
}

function paused(state: CampaignState, message: Of<'pause'>): Step<CampaignState> {
  const from = maxInstant(message.receivedAt, state.clock);
  const { reason, by, id } = message;
  return {
    state: { ...state, suspensions: [...state.suspensions, { from }] },
    decisions: [
      {
        kind: 'fact',
        at: from,
        type: 'suspended',
        key: `suspended:${id}`,
        payload: { reason, by },
      },
      broadcast(from, id, { kind: 'suspend', reason, by }),
    ],
  };
}

function resumed(state: CampaignState, message: Of<'resume'>): Step<CampaignState> {
  const to = maxInstant(message.receivedAt, state.clock);
  const { by, id } = message;
  const last = state.suspensions.at(-1);
  const suspensions = [...state.suspensions.slice(0, -1), { from: last?.from ?? to, to }];
  return {
    state: { ...state, suspensions },
    decisions: [
      { kind: 'fact', at: to, type: 'resumed', key: `resumed:${id}`, payload: { by } },
      broadcast(to, id, { kind: 'resume', by }),
    ],
  };
}

function closed(state: CampaignState, message: Of<'close'>): Step<CampaignState> {
  const { reason, by, id } = message;
  const now = state.started ? maxInstant(message.receivedAt, state.clock) : message.receivedAt;
  return {
    state: { ...state, ended: { at: now, reason } },
    decisions: [
      { kind: 'fact', at: now, type: 'ended', key: 'ended', payload: { reason, by } },
      broadcast(now, id, { kind: 'close', reason, by }),
    ],
  };
}

/** The tasks hear of it, and so do the units whose instants change. */
function amended(
  view: CampaignView,
  state: CampaignState,
  message: Of<'calendar'>,
): Step<CampaignState> {
  const { receivedAt, calendar, by, id, reason, from, withdraws, touched } = message;
  const told = {
    ...{ kind: 'calendar', calendar, by },
    ...(reason === undefined ? {} : { reason }),
    ...(from === undefined ? {} : { from }),
    ...(withdraws === undefined ? {} : { withdraws }),
  };
  const fact = calendarFact(message, receivedAt);
  const named = view.input.units.filter((unit) => touched?.[unit.id] !== undefined);
  const payload = {
    ...fact.payload,
    subject: fact.key,
    announcedThrough: calendar.announcedThrough,
  };
  const tell = (
    roles: readonly Recipient[],
    about: Record<string, unknown>,
    units: readonly Unit[],
  ) =>
    campaignNotices(view, receivedAt, 'calendar-updated', roles, { ...payload, ...about }, units);
  const notices =
    touched === undefined
      ? []
      : [
          ...tell(['office'], { units: named.length }, named),
          ...named.flatMap((unit) => tell(['reporter'], { changes: touched[unit.id] }, [unit])),
        ];
  return {
    state: { ...state, calendar },
    decisions: [fact, ...notices, broadcast(receivedAt, id, told)],
  };
}

/** A message for every open task of the campaign; its id makes a repetition harmless. */
function broadcast(now: string, id: string, message: Record<string, unknown>): Effect {
  return {
    kind: 'effect',
    at: now,
    type: 'broadcast',
    lane: 'tasks',
    key: `broadcast:${id}`,
    payload: { message: { ...message, id: `broadcast:${id}`, receivedAt: now } },
  };
}

function withBulletin(state: CampaignState, key: string, bulletin: BulletinState): CampaignState {
  return { ...state, bulletins: { ...state.bulletins, [key]: bulletin } };
}

function unitsWhere(
  figures: Figures,
  holds: (unit: Figures['units'][number]) => boolean,
): readonly string[] {
  return figures.units.filter(holds).map(({ unit }) => unit);
}

function ruleOf(view: CampaignView, id: string): BulletinRule {
  const rule = view.input.context.regime.bulletins.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new RangeError(`regime has no bulletin ${id}`);
  return rule;
}

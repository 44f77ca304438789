import type { Instant } from './instant.ts';
import { listingDuty, listingOf, type Listing, type ListingDuty } from './listing.ts';
import type { ListingMessage } from './listingGuards.ts';
import type { Decision } from './machine.ts';
import { mattersOf, unlimited, withMatter, withoutMatter, type Matter } from './matter.ts';
import { calendarNow, termFrom, termUntil, type Term } from './matterLimit.ts';
import { matterFact, tellAbout } from './matterTell.ts';
import type { Offset } from './calendar.ts';
import type { ListingRule } from './regimeClosure.ts';
import type { Recipient } from './regimeParts.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';
import { holdersNow } from './transfer.ts';

type Payload = Readonly<Record<string, unknown>>;
export const UNIT: readonly Recipient[] = ['reporter', 'head'];

/** The rule of the regime; the guard has seen that there is one. */
export function listingRule({ input }: TaskView): ListingRule {
  return input.context.regime.listing as ListingRule;
}

/** A fact about a listing or one of its duties, and the notices of the same name. */
export function say(
  view: TaskView,
  state: TaskState,
  matter: Matter,
  at: Instant,
  type: string,
  to: readonly Recipient[],
  payload: Payload,
  notice = type,
): Decision[] {
  const round = matter.kind === 'listing' ? (matter as Listing).round : 1;
  const nth = round === 1 ? undefined : String(round);
  const members = holdersNow(view, state);
  const news = { at, matter, type: notice, to, payload, members };
  return [
    matterFact(at, matter, type, payload, nth),
    ...tellAbout(view, state, nth === undefined ? news : { ...news, nth }),
  ];
}

function term(view: TaskView, state: TaskState, limit: Offset, from: Instant): Term {
  const { decide, remind } = listingRule(view);
  return termFrom(calendarNow(view, state), { limit, time: decide.time, remind }, from);
}

function duty(
  listing: Listing,
  name: ListingDuty['duty'],
  at: Instant,
  limits: Term,
  more: Partial<ListingDuty> & { readonly nth?: number } = {},
): ListingDuty {
  const { nth, ...rest } = more;
  return {
    id: `${listing.id}/${name}${nth === undefined || nth === 1 ? '' : `-${nth}`}`,
    ...{ kind: 'listing-duty', phase: 'open', openedAt: at, listing: listing.id, duty: name },
    ...limits,
    ...rest,
  };
}

function proposed(view: TaskView, state: TaskState, now: Instant, by: string, reason: string) {
  const rule = listingRule(view);
  const n = mattersOf(state, 'listing').length + 1;
  const limits = term(view, state, rule.decide.limit, now);
  const matter: Listing = {
    ...{ id: `listing/${n}`, kind: 'listing', phase: 'proposed', openedAt: now, reason, round: 1 },
    ...limits,
  };
  const next = withMatter(state, matter);
  const payload = { by, reason, limitAt: limits.limitAt };
  const to = [rule.decide.by];
  return {
    state: next,
    decisions: say(view, next, matter, now, 'listing-proposed', to, payload, 'decide-listing'),
    answer: { value: { limitAt: limits.limitAt } },
  };
}

/** 挂牌: its limit, the publication and the filing run from the decision. */
function listed(view: TaskView, state: TaskState, now: Instant, by: string): Progress {
  const rule = listingRule(view);
  const open = listingOf(state) as Listing;
  const listing: Listing = {
    ...open,
    ...{ phase: 'listed', listedAt: now },
    ...term(view, state, rule.limit, now),
  };
  const publish = duty(listing, 'publish', now, term(view, state, rule.publishWithin, now));
  const file = duty(listing, 'file', now, term(view, state, rule.fileWithin, now));
  const next = [listing, publish, file].reduce<TaskState>((s, m) => withMatter(s, m), state);
  const payload = {
    ...{ by, reason: listing.reason, limitAt: listing.limitAt },
    ...{ publishBy: publish.limitAt, fileBy: file.limitAt },
  };
  const to: readonly Recipient[] = [...UNIT, 'leader', 'office'];
  return {
    state: next,
    decisions: say(view, next, listing, now, 'listed', to, payload),
    answer: { value: { limitAt: listing.limitAt } },
  };
}

function refused(view: TaskView, state: TaskState, now: Instant, by: string, reason: string) {
  const listing: Listing = { ...unlimited(listingOf(state) as Listing), phase: 'refused' };
  const next = withMatter(state, listing);
  const payload = { by, reason };
  return {
    state: next,
    decisions: say(view, next, listing, now, 'listing-refused', ['office'], payload),
  };
}

/** Something was done about a listing: the duty is over. */
function done(state: TaskState, found: ListingDuty, now: Instant, payload: Payload): Progress {
  const type = found.duty === 'file' ? 'listing-filed' : 'listing-published';
  return {
    state: withoutMatter(state, found.id),
    decisions: [matterFact(now, found, type, { ...payload, duty: found.duty })],
  };
}

function asked(
  view: TaskView,
  state: TaskState,
  message: Extract<ListingMessage, { kind: 'extend-listing' | 'delist-apply' }>,
): Progress {
  const rule = listingRule(view);
  const { receivedAt: now, by } = message;
  const extends_ = message.kind === 'extend-listing';
  const name = extends_ ? 'extension' : 'acceptance';
  const gate = rule.accept ?? rule.decide;
  const limits = term(view, state, extends_ ? rule.extension.decideWithin : gate.limit, now);
  const before = listingOf(state) as Listing;
  const nth = ((extends_ ? before.extensions : before.acceptances) ?? 0) + 1;
  const listing: Listing = {
    ...before,
    ...(extends_ ? { extensions: nth } : { acceptances: nth }),
  };
  const more = extends_ ? { nth, until: message.until, reason: message.reason } : { nth };
  const open = duty(listing, name, now, limits, more);
  const next = withMatter(withMatter(state, listing), open);
  const said = extends_
    ? { until: message.until, reason: message.reason }
    : { text: message.text, evidence: message.evidence ?? [] };
  const payload = { by, ...said, limitAt: limits.limitAt };
  const to = [extends_ ? rule.decide.by : gate.by];
  const type = extends_ ? 'listing-extension-asked' : 'delisting-asked';
  const notice = extends_ ? 'decide-listing-extension' : 'accept-delisting';
  return {
    state: next,
    decisions: say(view, next, open, now, type, to, payload, notice),
    answer: { value: { limitAt: limits.limitAt } },
  };
}

function extended(
  view: TaskView,
  state: TaskState,
  message: Extract<ListingMessage, { kind: 'decide-listing-extension' }>,
): Progress {
  const open = listingDuty(state, 'extension') as ListingDuty;
  const { receivedAt: now, by, accept, reason } = message;
  const listing = listingOf(state) as Listing;
  const limits = termUntil(view, state, open.until as string, now, listingRule(view).remind);
  const moved: Listing = accept
    ? { ...listing, ...limits, phase: 'listed', round: listing.round + 1 }
    : listing;
  const next = withMatter(withoutMatter(state, open.id), moved);
  const payload = { by, reason, accept, until: open.until, limitAt: moved.limitAt ?? now };
  const type = accept ? 'listing-extended' : 'listing-not-extended';
  return {
    state: next,
    decisions: say(view, next, open, now, type, [...UNIT, 'office'], payload),
    answer: { value: { accept } },
  };
}

function accepted(
  view: TaskView,
  state: TaskState,
  message: Extract<ListingMessage, { kind: 'accept-delisting' }>,
): Progress {
  const open = listingDuty(state, 'acceptance') as ListingDuty;
  const { receivedAt: now, by, result, reason } = message;
  if (result === 'passed') return delist(view, state, { at: now, by, reason });
  const next = withoutMatter(state, open.id);
  const { limitAt } = listingOf(state) as Listing;
  const payload = { by, reason, ...(limitAt === undefined ? {} : { limitAt }) };
  return {
    state: next,
    decisions: say(view, next, open, now, 'delisting-refused', [...UNIT, 'office'], payload),
    answer: { value: { result } },
  };
}

/** 摘牌: after acceptance, or because an objection against the listing was upheld; it is published as the listing was. */
export function delist(
  view: TaskView,
  state: TaskState,
  act: { readonly at: Instant; readonly by: string; readonly reason: string },
): Progress {
  const rule = listingRule(view);
  const { at: now, by, reason } = act;
  const listing: Listing = { ...unlimited(listingOf(state) as Listing), phase: 'delisted' };
  const open = mattersOf<ListingDuty>(state, 'listing-duty');
  const over = open.filter((one) => one.duty === 'extension' || one.duty === 'acceptance');
  const left = over.reduce((s, { id }) => withoutMatter(s, id), state);
  const publish = duty(listing, 'publish-end', now, term(view, state, rule.publishWithin, now));
  const next = withMatter(withMatter(left, listing), publish);
  const payload = { by, reason, publishBy: publish.limitAt };
  const to: readonly Recipient[] = [...UNIT, 'leader', 'office'];
  return {
    state: next,
    decisions: say(view, next, listing, now, 'delisted', to, payload),
    answer: { value: { delisted: now } },
  };
}

/** Takes a message of a listing that the guard has let pass. */
export function takeListing(view: TaskView, state: TaskState, message: ListingMessage): Progress {
  const { receivedAt: now, by } = message;
  switch (message.kind) {
    case 'list-task':
      return proposed(view, state, now, by, message.reason);
    case 'approve-listing':
      return listed(view, state, now, by);
    case 'reject-listing':
      return refused(view, state, now, by, message.reason);
    case 'publish-listing': {
      const found = listingDuty(state, 'publish', 'publish-end') as ListingDuty;
      return done(state, found, now, { by, text: message.text });
    }
    case 'file-listing': {
      const found = listingDuty(state, 'file') as ListingDuty;
      return done(state, found, now, { by, text: message.text });
    }
    case 'extend-listing':
    case 'delist-apply':
      return asked(view, state, message);
    case 'decide-listing-extension':
      return extended(view, state, message);
    case 'accept-delisting':
      return accepted(view, state, message);
  }
}

import { unitActing } from './machine.ts';
import { addOffset } from './calendar.ts';
import { fault, type Fault } from './faults.ts';
import { at, dayOf, epoch, plusDays, type Day, type Instant } from './instant.ts';
import { isListed, isRunning, listingDuty, listingOf } from './listing.ts';
import { calendarNow, dayFault, deskFault, termUntil } from './matterLimit.ts';
import { LONGEST_LISTING, type ListingRule } from './regimeClosure.ts';
import type { Recipient } from './regimeParts.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { TaskState, TaskView } from './taskState.ts';
import { term } from './terms.ts';
import { holdersNow } from './transfer.ts';

/** The messages of a listing. */
export const LISTING_KINDS = [
  'list-task',
  'approve-listing',
  'reject-listing',
  'publish-listing',
  'file-listing',
  'extend-listing',
  'decide-listing-extension',
  'delist-apply',
  'accept-delisting',
] as const;
export type ListingMessage = Extract<TaskMessage, { kind: (typeof LISTING_KINDS)[number] }>;

/** Who does each of them; a unit that holds the task where nobody is named. */
export function deskOf(rule: ListingRule, kind: ListingMessage['kind']): Recipient | undefined {
  switch (kind) {
    case 'list-task':
    case 'publish-listing':
    case 'file-listing':
      return 'office';
    case 'approve-listing':
    case 'reject-listing':
    case 'decide-listing-extension':
      return rule.decide.by;
    case 'accept-delisting':
      return (rule.accept ?? rule.decide).by;
    case 'extend-listing':
    case 'delist-apply':
      return undefined;
  }
}

/** The fault with which a message of a listing is refused: first who, then what stands, then what it says. */
export function listingFault(
  view: TaskView,
  state: TaskState,
  message: ListingMessage,
): Fault | undefined {
  const task = view.input.task.key;
  const rule = view.input.context.regime.listing;
  if (rule === undefined) return fault('listing-not-asked', { task });
  const desk = deskOf(rule, message.kind);
  const unit = unitActing(message.by) ?? message.by;
  const wrong =
    desk !== undefined
      ? deskFault(message.by, desk, term)
      : holdersNow(view, state).includes(unit)
        ? undefined
        : fault('unit-not-holder', { task, unit });
  return wrong ?? standingFault(view, state, message) ?? contentFault(view, state, rule, message);
}

/** Whether the listing stands where this can be done. */
function standingFault(view: TaskView, state: TaskState, { kind }: ListingMessage) {
  const task = view.input.task.key;
  switch (kind) {
    case 'list-task':
      if (state.closed) return fault('task-closed', { task, ...state.closed });
      return isRunning(state) ? fault('listing-open', { task }) : undefined;
    case 'approve-listing':
    case 'reject-listing':
      return listingOf(state)?.phase === 'proposed' ? undefined : fault('listing-none', { task });
    case 'publish-listing':
      if (listingDuty(state, 'publish', 'publish-end')) return undefined;
      return fault('listing-nothing-to-do', { task, act: '公布' });
    case 'file-listing':
      if (listingDuty(state, 'file')) return undefined;
      return fault('listing-nothing-to-do', { task, act: '备案' });
    case 'extend-listing':
      if (!isListed(state)) return fault('listing-none', { task });
      if (listingDuty(state, 'extension')) return fault('listing-asked', { task, act: '延期申请' });
      return undefined;
    case 'decide-listing-extension':
      if (listingDuty(state, 'extension')) return undefined;
      return fault('listing-nothing-to-do', { task, act: '审批延期' });
    case 'delist-apply':
      if (!isListed(state)) return fault('listing-none', { task });
      return listingDuty(state, 'acceptance')
        ? fault('listing-asked', { task, act: '摘牌申请' })
        : undefined;
    case 'accept-delisting':
      if (listingDuty(state, 'acceptance')) return undefined;
      return fault('listing-nothing-to-do', { task, act: '验收' });
  }
}

function contentFault(
  view: TaskView,
  state: TaskState,
  rule: ListingRule,
  message: ListingMessage,
): Fault | undefined {
  if ('reason' in message && message.reason.trim() === '') {
    return fault('reason-missing', { act: ACTS[message.kind] ?? '办理' });
  }
  if ('text' in message && message.text.trim() === '') {
    return fault('content-missing', { what: `${ACTS[message.kind] ?? ''}的内容` });
  }
  if (message.kind === 'decide-listing-extension' && message.accept) {
    const { until } = listingDuty(state, 'extension') ?? {};
    return until === undefined ? undefined : dayFault(view, state, until, message.receivedAt);
  }
  if (message.kind !== 'extend-listing') return undefined;
  return extensionFault(view, state, rule, message.until, message.receivedAt);
}

const ACTS: Partial<Record<ListingMessage['kind'], string>> = {
  'list-task': '提请挂牌',
  'reject-listing': '不批准挂牌',
  'publish-listing': '公布',
  'file-listing': '备案',
  'extend-listing': '申请挂牌延期',
  'decide-listing-extension': '审批挂牌延期',
  'delist-apply': '申请摘牌',
  'accept-delisting': '摘牌验收',
};

/** Asked for in time, for a later day, and within a year of the listing. */
function extensionFault(
  view: TaskView,
  state: TaskState,
  rule: ListingRule,
  until: Day,
  now: Instant,
): Fault | undefined {
  const task = view.input.task.key;
  const listing = listingOf(state);
  const limitAt = listing?.limitAt;
  if (limitAt === undefined) return fault('listing-extension-late', { task, last: now });
  const calendar = calendarNow(view, state);
  const { zone } = calendar;
  const { applyBefore } = rule.extension;
  const day = addOffset(calendar, dayOf(limitAt, zone), applyBefore, -1);
  const last = at(day, rule.decide.time, zone);
  if (epoch(now) > epoch(last)) return fault('listing-extension-late', { task, last });
  const wrong = dayFault(view, state, until, now);
  if (wrong) return wrong;
  const wanted = termUntil(view, state, until, now).limitAt;
  if (epoch(wanted) <= epoch(limitAt))
    return fault('listing-extension-none', { task, limit: limitAt });
  const longest = plusDays(dayOf(listing?.listedAt ?? now, zone), LONGEST_LISTING);
  return until > longest ? fault('listing-too-long', { until, longest }) : undefined;
}

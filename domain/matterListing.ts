import { fault } from './faults.ts';
import { listingDuty, type Listing, type ListingDuty } from './listing.ts';
import { deskOf, LISTING_KINDS, listingFault, type ListingMessage } from './listingGuards.ts';
import { listingRule, say, takeListing, UNIT } from './listingSteps.ts';
import { withMatter } from './matter.ts';
import { aboveDesk } from './matterLimit.ts';
import type { MatterRule, MatterWake } from './matterRule.ts';
import type { Recipient } from './regimeParts.ts';
import type { TaskState, TaskView } from './taskState.ts';

/** A proposal lapses at its limit; a listing that was not taken down by its own is reported up, and stays. */
function wakeListing(view: TaskView, state: TaskState, { matter, what, at: now }: MatterWake) {
  const rule = listingRule(view);
  const listing = matter as Listing;
  const payload = { reason: listing.reason, limitAt: listing.limitAt ?? now };
  if (listing.phase === 'proposed') {
    if (what === 'remind') {
      const to = [rule.decide.by];
      return {
        state,
        decisions: say(view, state, listing, now, 'listing-gate-reminder', to, payload),
      };
    }
    const next = withMatter(state, { ...listing, phase: 'lapsed' });
    return {
      state: next,
      decisions: say(view, next, listing, now, 'listing-lapsed', ['office'], payload),
    };
  }
  if (what === 'remind') {
    return { state, decisions: say(view, state, listing, now, 'listing-reminder', UNIT, payload) };
  }
  const pending = listingDuty(state, 'acceptance') ?? listingDuty(state, 'extension');
  const next = withMatter(state, { ...listing, phase: 'overdue' });
  const to = [...UNIT, ...aboveDesk(rule.decide.by, rule.up)];
  const said = { ...payload, ...(pending === undefined ? {} : { pending: pending.duty }) };
  return { state: next, decisions: say(view, next, listing, now, 'listing-overdue', to, said) };
}

/** 挂牌督办: proposed, decided by a post, published, filed, and taken down only after acceptance. */
export const LISTING: MatterRule = {
  kind: 'listing',
  takes: LISTING_KINDS,
  pausable: false,
  guard: (view, state, message) => listingFault(view, state, message as ListingMessage),
  take: (view, state, message) => takeListing(view, state, message as ListingMessage),
  wake: wakeListing,
  awaited: ({ phase }) => phase === 'listed' || phase === 'overdue',
};

/** What must be done about a listing: a missed limit is reported up, and it stays to be done. */
export const LISTING_DUTY: MatterRule = {
  kind: 'listing-duty',
  takes: [],
  pausable: false,
  guard: () => fault('internal', { id: 'listing-duty' }),
  take: (_view, state) => ({ state, decisions: [] }),
  wake(view, state, { matter, what, at: now }) {
    const rule = listingRule(view);
    const own = matter as ListingDuty;
    const desk = deskOf(rule, KIND_OF[own.duty]) as Recipient;
    const payload = { duty: own.duty, desk, limitAt: own.limitAt ?? now };
    if (what === 'remind') {
      const decisions = say(view, state, own, now, 'listing-duty-reminder', [desk], payload);
      return { state, decisions };
    }
    const next = withMatter(state, { ...own, phase: 'overdue' });
    const to = aboveDesk(desk, rule.up);
    return {
      state: next,
      decisions: say(view, next, own, now, 'listing-duty-overdue', to, payload),
    };
  },
  awaited: () => true,
};

const KIND_OF = {
  publish: 'publish-listing',
  'publish-end': 'publish-listing',
  file: 'file-listing',
  extension: 'decide-listing-extension',
  acceptance: 'accept-delisting',
} as const;

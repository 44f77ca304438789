import { closureFacts, closureNotices } from './wordsClosure.ts';
import { listingFacts, listingNotices } from './wordsListing.ts';
import { objectionFacts, objectionNotices } from './wordsObjection.ts';
import type { FactWords, Names, NoticeWords, Spoken } from './wordsParts.ts';
import { signFacts, signNotices } from './wordsSign.ts';

type Tell = (notice: Spoken & { readonly recipient: string }, names: Names) => NoticeWords;

/** What the ledger says of a task's life besides its reports: 签收、销号、回头看、挂牌督办、异议. */
export const lifeFacts: Readonly<Record<string, (fact: Spoken, names: Names) => FactWords>> = {
  ...signFacts,
  ...closureFacts,
  ...listingFacts,
  ...objectionFacts,
};

/** What people are told about them. */
export const lifeNotices: Readonly<Record<string, Tell>> = {
  ...signNotices,
  ...closureNotices,
  ...listingNotices,
  ...objectionNotices,
};

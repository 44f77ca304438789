import { z } from 'zod';
import { EvidenceList } from './evidenceList.ts';
import { Day } from './instant.ts';
import { MessageBase } from './machine.ts';

const Text = z.string().max(2000);

/** 提请挂牌督办 by the office. */
export const ListTask = MessageBase.extend({ kind: z.literal('list-task'), reason: Text });
export const ApproveListing = MessageBase.extend({
  kind: z.literal('approve-listing'),
  opinion: Text.optional(),
});
export const RejectListing = MessageBase.extend({
  kind: z.literal('reject-listing'),
  reason: Text,
});

/** 公布 of a listing, and later of its end: where it was published. */
export const PublishListing = MessageBase.extend({
  kind: z.literal('publish-listing'),
  text: Text,
});

/** 备案: under which number, or with whom. */
export const FileListing = MessageBase.extend({ kind: z.literal('file-listing'), text: Text });

/** 挂牌延期 by the unit; silence never grants it. */
export const ExtendListing = MessageBase.extend({
  kind: z.literal('extend-listing'),
  reason: Text,
  until: Day,
});
export const DecideListingExtension = MessageBase.extend({
  kind: z.literal('decide-listing-extension'),
  accept: z.boolean(),
  reason: Text,
});

/** 申请摘牌 by the unit. */
export const ApplyDelisting = MessageBase.extend({
  kind: z.literal('delist-apply'),
  text: Text,
  evidence: EvidenceList.optional(),
});

/** 摘牌验收: a listing ends only with one that passed. */
export const AcceptDelisting = MessageBase.extend({
  kind: z.literal('accept-delisting'),
  result: z.enum(['passed', 'failed']),
  reason: Text,
});

export const LISTING_MESSAGES = [
  ListTask,
  ApproveListing,
  RejectListing,
  PublishListing,
  FileListing,
  ExtendListing,
  DecideListingExtension,
  ApplyDelisting,
  AcceptDelisting,
] as const;

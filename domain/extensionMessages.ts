import { z } from 'zod';
import { Day } from './instant.ts';
import { MessageBase } from './machine.ts';

const Text = z.string().max(2000);

/** 延期申请 of a unit: why, until when, and how far it has come; `confirm`: a rest day is moved as it was shown. */
export const ExtensionAsked = MessageBase.extend({
  kind: z.literal('extend'),
  obligation: z.string(),
  until: Day,
  reason: Text,
  progress: Text,
  confirm: z.boolean().optional(),
});
export type ExtensionAsked = z.infer<typeof ExtensionAsked>;

/** 初审: the clerk passes the application on with an opinion. */
export const ExtensionPassed = MessageBase.extend({
  kind: z.literal('pass-extension'),
  obligation: z.string(),
  opinion: Text,
});

/** 批准延期: until the day that was asked for, or until another that the approver names. */
export const ExtensionApproved = MessageBase.extend({
  kind: z.literal('approve-extension'),
  obligation: z.string(),
  until: Day.optional(),
  note: Text.optional(),
  confirm: z.boolean().optional(),
});
export type ExtensionApproved = z.infer<typeof ExtensionApproved>;

export const ExtensionRefused = MessageBase.extend({
  kind: z.literal('refuse-extension'),
  obligation: z.string(),
  reason: Text,
});

/** 撤回申请 by the unit, before it is decided. */
export const ExtensionWithdrawn = MessageBase.extend({
  kind: z.literal('withdraw-extension'),
  obligation: z.string(),
  reason: Text,
});

export const EXTENSION_MESSAGES = [
  ExtensionAsked,
  ExtensionPassed,
  ExtensionApproved,
  ExtensionRefused,
  ExtensionWithdrawn,
] as const;
export type ExtensionMessage = z.infer<(typeof EXTENSION_MESSAGES)[number]>;

import { z } from 'zod';
import { Offset } from './calendar.ts';
import { Clock } from './instant.ts';

/** The id of a part of a regime. */
export const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, '标识只能用小写字母、数字和连字符');

/**
 * Recipient 接收人: reporter 单位联络员, head 单位主要负责人, leader 牵头领导, office 督查室, principal 主要领导,
 * cooperating 配合单位联络员 (a copy, of a step of the ladder), or a post by name, `post:区政府分管领导`.
 */
export const Recipient = z.union([
  z.enum(['reporter', 'head', 'leader', 'office', 'principal', 'cooperating']),
  z
    .string()
    .regex(
      /^post:.{1,60}$/,
      '接收人应为 reporter、head、leader、office、principal、cooperating 或 post:职务',
    ),
]);
export type Recipient = z.infer<typeof Recipient>;

/** Gate 审批关口: who decides, and by when; at the limit it lapses, and silence never approves. */
export const Gate = z.strictObject({ by: Recipient, limit: Offset, time: Clock.default('17:00') });
export type Gate = z.infer<typeof Gate>;

/** Nudge 临期提醒 of a limit: at half of it, or so many working or calendar days before it. */
export const Nudge = z.union([z.literal('half'), z.strictObject({ before: Offset })]);
export type Nudge = z.infer<typeof Nudge>;

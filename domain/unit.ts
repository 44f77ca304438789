import { z } from 'zod';

/** Unit 单位: an organ that owes or co-operates. `id` is ASCII and stands in workflow ids; the name does not. */
export const Unit = z.strictObject({
  id: z.string().regex(/^u\d{3,5}$/),
  name: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  /** The posts that receive; null where the post is vacant, which is what fallbacks are for. */
  reporter: z.string().nullable().default('联络员'),
  head: z.string().nullable().default('主要负责人'),
});
export type Unit = z.infer<typeof Unit>;

/** Group 单位组: an expression such as 各镇、街道 that stands for a list of units, dated when it is resolved. */
export const Group = z.strictObject({ name: z.string(), members: z.array(z.string()) });
export type Group = z.infer<typeof Group>;

/** Directory 单位名录, as of a day. */
export const Directory = z.strictObject({
  version: z.int().min(1).default(1),
  units: z.array(Unit),
  groups: z.array(Group).default([]),
});
export type Directory = z.infer<typeof Directory>;

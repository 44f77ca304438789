import { z } from 'zod';

/** A file that a report names, as pages show it. */
export const EvidenceShown = z.object({
  name: z.string(),
  sha256: z.string(),
  /** Its bytes are kept, and whoever asks may have them. */
  kept: z.boolean(),
  /** `1.2 MB`, or 文件未存入系统，仅登记校验值. */
  words: z.string(),
});
export type EvidenceShown = z.infer<typeof EvidenceShown>;

import { z } from 'zod';

/** Bytes as they are, in and out of an operation. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A file that an operation answers with; the server gives it out as it is, to be saved and never shown. */
export const FileGiven = z.object({
  name: z.string(),
  /** Its media type. */
  type: z.string(),
  bytes: Bytes,
});
export type FileGiven = z.infer<typeof FileGiven>;

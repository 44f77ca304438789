import { z } from 'zod';

/** 超限批准: why something starts in spite of a burden above the limit; asked for only then. */
export const BurdenReason = z.string().trim().min(1).max(500).optional();

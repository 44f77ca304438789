import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { AccountId, SessionView } from './accountParts.ts';
import { RequestId } from './requestId.ts';

const Given = z.string().max(500);
const Subject = z.string().min(1).max(300);

/** Who somebody is for the 统一认证 统一认证标识: lines of the table of operations. What is asked holds when it is confirmed. */
export const SUBJECT_OPERATIONS = {
  listSubjects: {
    method: 'GET',
    path: '/subjects',
    label: '列出待确认的统一认证标识',
    who: ['security'],
    input: z.object({
      after: z.string().max(40).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      total: z.int(),
      subjects: z.array(
        z.object({
          account: z.string(),
          login: z.string().nullable(),
          name: z.string(),
          unit: z.string().nullable(),
          roles: z.array(z.string()),
          /** What is asked; what holds at present. */
          ...{ subject: z.string(), present: z.string().nullable() },
          ...{ askedBy: z.string(), askedAt: Instant },
        }),
      ),
      next: z.string().nullable(),
    }),
  },
  decideSubjects: {
    method: 'POST',
    path: '/subjects/decide',
    label: '确认或退回统一认证标识',
    who: ['security'],
    input: z.object({
      decision: z.enum(['confirm', 'refuse']),
      /** As they were seen: what was asked anew since is not confirmed by this. All of them or none. */
      subjects: z
        .array(z.object({ account: AccountId, subject: Subject }))
        .min(1)
        .max(500),
      /** 退回 says why. */
      reason: z.string().trim().max(500).optional(),
      requestId: RequestId,
    }),
    output: z.object({ decided: z.int() }),
  },
  beginBinding: {
    method: 'POST',
    path: '/me/subject/begin',
    label: '转到统一认证以绑定',
    who: ['self'],
    secret: true,
    input: z.object({ password: Given }),
    /** As of `oidcStart`; what comes back goes to `finishBinding`, by the same session. */
    output: z.object({ url: z.string(), flow: z.string() }),
  },
  finishBinding: {
    method: 'POST',
    path: '/me/subject',
    label: '绑定统一认证',
    who: ['self'],
    secret: true,
    input: z.object({
      flow: z.string().min(1).max(200),
      /** The query with which the page was called back, from `?` on. */
      query: z.string().max(8000),
    }),
    output: SessionView,
  },
  removeBinding: {
    method: 'POST',
    path: '/me/subject/remove',
    label: '解除统一认证绑定',
    who: ['self'],
    secret: true,
    input: z.object({ password: Given }),
    output: SessionView,
  },
} as const;

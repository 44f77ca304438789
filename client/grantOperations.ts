import { z } from 'zod';
import { Role } from '../domain/access.ts';
import { AccountId, GrantView, SessionLine, Why } from './accountParts.ts';
import { NEXT, PAGE } from './listPage.ts';
import { RequestId } from './requestId.ts';

const requestId = RequestId;
const Done = z.object({ done: z.boolean() });

/** What the security administrator does: grants, hand-over, sessions; lines of the table of operations. */
export const GRANT_OPERATIONS = {
  listGrants: {
    method: 'GET',
    path: '/grants',
    label: '列出授权',
    who: ['security'],
    input: z.object({
      account: AccountId.optional(),
      role: Role.optional(),
      /** `next` of the page before. */
      after: z.coerce.number().int().min(1).optional(),
      limit: PAGE.limit,
    }),
    output: z.object({ grants: z.array(GrantView), ...NEXT }),
  },
  grantRole: {
    method: 'POST',
    path: '/grants',
    label: '授权',
    who: ['security'],
    input: z.object({
      account: AccountId,
      role: Role,
      unit: z.string().trim().min(1).max(200).optional(),
      post: z.string().trim().min(1).max(200).optional(),
      campaign: z.string().max(60).optional(),
      requestId,
    }),
    output: z.object({ grant: z.int() }),
  },
  revokeRole: {
    method: 'POST',
    path: '/grants/:grant/revoke',
    label: '撤销授权',
    who: ['security'],
    input: z.object({
      grant: z.coerce
        .number()
        .int()
        .min(1)
        .max(2 ** 40),
      reason: Why,
      requestId,
    }),
    output: Done,
  },
  handOver: {
    method: 'POST',
    path: '/accounts/:account/hand-over',
    label: '移交授权',
    who: ['security'],
    input: z.object({
      account: AccountId,
      /** Who takes over all that he was granted: every inbox and every gate. */
      successor: AccountId,
      reason: Why,
      requestId,
    }),
    output: z.object({ grants: z.int(), desks: z.array(z.string()) }),
  },
  listSessions: {
    method: 'GET',
    path: '/sessions',
    label: '列出登录会话',
    who: ['security'],
    input: z.object({
      account: AccountId.optional(),
      /** Part of a name, a login or an address. */
      words: z.string().max(100).optional(),
      after: PAGE.after,
      limit: z.coerce.number().int().min(1).max(500).default(500),
    }),
    output: z.object({ total: z.int(), sessions: z.array(SessionLine), ...NEXT }),
  },
  endSession: {
    method: 'POST',
    path: '/sessions/end',
    label: '结束登录会话',
    who: ['security'],
    input: z.object({
      /** One session, or all of an account. */
      session: z.string().min(1).max(60).optional(),
      account: AccountId.optional(),
      requestId,
    }),
    output: z.object({ ended: z.int() }),
  },
} as const;

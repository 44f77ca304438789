import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { Phone } from '../domain/phone.ts';
import {
  AccountId,
  AccountLine,
  GrantView,
  Login,
  PERSON,
  PersonName,
  SessionLine,
  SetupView,
  TokenLine,
  Why,
} from './accountParts.ts';
import { GRANT_OPERATIONS } from './grantOperations.ts';
import { RequestId } from './requestId.ts';
import { SIGN_IN_OPERATIONS } from './signInOperations.ts';
import { SUBJECT_OPERATIONS } from './subjectOperations.ts';

const requestId = RequestId;
const Limit = z.coerce.number().int().min(1).max(500).default(100);
const Done = z.object({ done: z.boolean() });

const SELF_OPERATIONS = {
  listMySessions: {
    method: 'GET',
    path: '/me/sessions',
    label: '查看自己的登录会话',
    who: ['self'],
    input: z.object({}),
    output: z.object({ sessions: z.array(SessionLine) }),
  },
  endMySession: {
    method: 'POST',
    path: '/me/sessions/:session/end',
    label: '结束自己的登录会话',
    who: ['self'],
    input: z.object({ session: z.string().min(1).max(60), requestId }),
    output: Done,
  },
  showMe: {
    method: 'GET',
    path: '/me',
    label: '查看本人信息',
    who: ['self'],
    input: z.object({}),
    output: AccountLine.extend({
      /** His own, unmasked. */
      phone: z.string().nullable(),
      /** Who he is for the 统一认证, and who he is to be when that is confirmed. */
      ...{ subject: z.string().nullable(), subjectAsked: z.string().nullable() },
      grants: z.array(GrantView),
      passwordAt: Instant.nullable(),
    }),
  },
  correctMe: {
    method: 'POST',
    path: '/me',
    label: '更正本人信息',
    who: ['self'],
    input: z.object({
      name: PersonName.optional(),
      /** Null: it is taken out. */
      phone: Phone.nullable().optional(),
      requestId,
    }),
    output: Done,
  },
  makeToken: {
    method: 'POST',
    path: '/tokens',
    label: '生成接口口令',
    who: ['self'],
    secret: 'once',
    input: z.object({
      label: z.string().trim().min(1).max(100),
      /** Names of operations, or `read` for everything that only reads. */
      scopes: z.array(z.string().min(1).max(100)).min(1).max(100),
      days: z.int().min(1).max(365).default(90),
      requestId,
    }),
    /** `secret` is shown this once. */
    output: z.object({ token: z.string(), secret: z.string(), endsAt: Instant }),
  },
  listTokens: {
    method: 'GET',
    path: '/tokens',
    label: '列出接口口令',
    who: ['self', 'security'],
    input: z.object({}),
    output: z.object({ tokens: z.array(TokenLine) }),
  },
  revokeToken: {
    method: 'POST',
    path: '/tokens/:token/revoke',
    label: '撤销接口口令',
    who: ['self', 'security'],
    input: z.object({ token: z.string().min(1).max(60), requestId }),
    output: Done,
  },
} as const;

const SYSTEM_OPERATIONS = {
  createAccount: {
    method: 'POST',
    path: '/accounts',
    label: '建立账号',
    who: ['system'],
    secret: 'once',
    input: z.object({
      login: Login.optional(),
      ...PERSON,
      /** False: a contact, who does not sign in. */
      signsIn: z.boolean().default(true),
      requestId,
    }),
    output: z.object({
      account: z.string(),
      login: z.string().nullable(),
      setup: SetupView.nullable(),
    }),
  },
  importAccounts: {
    method: 'POST',
    path: '/accounts/import',
    label: '成批建立账号',
    who: ['system'],
    secret: 'once',
    input: z.object({
      rows: z
        .array(
          z.object({
            login: z.string().max(100).optional(),
            name: z.string().max(200),
            unit: z.string().max(200).optional(),
            phone: z.string().max(60).optional(),
            subject: z.string().max(300).optional(),
          }),
        )
        .min(1)
        .max(2000),
      requestId,
    }),
    output: z.object({
      accounts: z.array(
        z.object({
          /** From 1, as in the list that was sent. */
          row: z.int(),
          account: z.string(),
          login: z.string().nullable(),
          name: z.string(),
          setup: SetupView.nullable(),
        }),
      ),
    }),
  },
  listAccounts: {
    method: 'GET',
    path: '/accounts',
    label: '列出账号',
    who: ['system', 'security'],
    input: z.object({
      state: z.enum(['active', 'locked', 'left']).optional(),
      unit: z.string().max(200).optional(),
      /** Part of a login, a name or a unit. */
      words: z.string().max(100).optional(),
      after: z.string().max(40).optional(),
      limit: Limit,
    }),
    output: z.object({ accounts: z.array(AccountLine), next: z.string().nullable() }),
  },
  showAccount: {
    method: 'GET',
    path: '/accounts/:account',
    label: '查看账号',
    who: ['system', 'security'],
    input: z.object({ account: AccountId }),
    output: AccountLine.extend({
      subject: z.string().nullable(),
      /** It waits for the security administrator, or for its person. */
      subjectAsked: z.string().nullable(),
      grants: z.array(GrantView),
      sessions: z.int(),
      tokens: z.int(),
    }),
  },
  changeAccount: {
    method: 'POST',
    path: '/accounts/:account',
    label: '变更账号',
    who: ['system'],
    input: z.object({
      account: AccountId,
      login: Login.optional(),
      name: PersonName.optional(),
      unit: z.string().trim().min(1).max(200).nullable().optional(),
      phone: Phone.nullable().optional(),
      /** Asked for, and to be confirmed; null: none any more, at once. */
      subject: z.string().trim().min(1).max(300).nullable().optional(),
      /** 停用, 恢复 */
      state: z.enum(['active', 'locked']).optional(),
      requestId,
    }),
    output: Done,
  },
  leaveAccount: {
    method: 'POST',
    path: '/accounts/:account/leave',
    label: '办理离任',
    who: ['system'],
    input: z.object({ account: AccountId, reason: Why, requestId }),
    output: z.object({ name: z.string(), sessions: z.int(), tokens: z.int(), grants: z.int() }),
  },
  resetActivation: {
    method: 'POST',
    path: '/accounts/:account/reset',
    label: '重置口令或动态口令',
    who: ['system', 'security'],
    secret: true,
    input: z.object({
      account: AccountId,
      /** The password is reset by the system administrator, the second factor by the security administrator. */
      what: z.enum(['password', 'second-factor']),
      reason: Why,
      requestId,
    }),
    output: z.object({ setup: SetupView.nullable() }),
  },
  exportPersons: {
    method: 'POST',
    path: '/accounts/export',
    label: '导出人员信息',
    who: ['system'],
    secret: true,
    input: z.object({
      /** Whole phones instead of masked ones. */
      phones: z.boolean().default(false),
      reason: Why,
      requestId,
    }),
    output: z.object({
      persons: z.array(
        AccountLine.pick({
          ...{ account: true, login: true, name: true, unit: true, phone: true },
          ...{ stateLabel: true, roles: true, createdAt: true },
        }),
      ),
    }),
  },
} as const;

/** Accounts, grants, sessions and tokens: lines of the table of operations. */
export const ACCOUNT_OPERATIONS = {
  ...SIGN_IN_OPERATIONS,
  ...SELF_OPERATIONS,
  ...SYSTEM_OPERATIONS,
  ...GRANT_OPERATIONS,
  ...SUBJECT_OPERATIONS,
} as const;

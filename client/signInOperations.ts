import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import {
  Code,
  FactorSecret,
  FactorView,
  Login,
  NewPassword,
  PersonName,
  SessionView,
  SetupToken,
  SetupView,
} from './accountParts.ts';

const Given = z.string().max(500);

/**
 * Sign-in 登录 and set-up 启用: lines of the table of operations. They are open, since nobody has signed in yet; a session that
 * still lacks something is nobody's for every other operation. None takes a request number: none may be repeated.
 */
export const SIGN_IN_OPERATIONS = {
  showSession: {
    method: 'GET',
    path: '/session',
    label: '查看登录状态',
    who: ['open'],
    input: z.object({}),
    output: SessionView,
  },
  signIn: {
    method: 'POST',
    path: '/session',
    label: '登录',
    who: ['open'],
    secret: true,
    input: z.object({ login: Given, password: Given }),
    output: SessionView,
  },
  confirmSecondFactor: {
    method: 'POST',
    path: '/session/second-factor',
    label: '输入动态口令',
    who: ['open'],
    secret: true,
    input: z.object({ code: Code }),
    output: SessionView,
  },
  signOut: {
    method: 'POST',
    path: '/session/end',
    label: '退出登录',
    who: ['open'],
    input: z.object({}),
    output: z.object({ done: z.boolean() }),
  },
  changePassword: {
    method: 'POST',
    path: '/me/password',
    label: '更换口令',
    who: ['open'],
    secret: true,
    input: z.object({ old: Given, password: NewPassword }),
    output: SessionView,
  },
  beginSecondFactor: {
    method: 'POST',
    path: '/me/second-factor/begin',
    label: '准备动态口令',
    who: ['open'],
    secret: true,
    input: z.object({}),
    output: FactorView,
  },
  finishSecondFactor: {
    method: 'POST',
    path: '/me/second-factor',
    label: '设置动态口令',
    who: ['open'],
    secret: true,
    input: z.object({
      secret: FactorSecret,
      code: Code,
      /** A code of the present one, where it is replaced. */
      current: Code.optional(),
    }),
    output: SessionView,
  },
  openSetup: {
    method: 'POST',
    path: '/setup/open',
    label: '打开启用链接',
    who: ['open'],
    secret: true,
    input: z.object({ link: SetupToken }),
    output: z.object({
      purpose: z.enum(['system', 'security', 'audit', 'activation']),
      /** 系统管理员, or whom the account is for. */
      label: z.string(),
      login: z.string().nullable(),
      name: z.string().nullable(),
      endsAt: Instant,
      /** Whether a second factor has to be set up with it. */
      needsSecondFactor: z.boolean(),
      factor: FactorView,
      passwordRule: z.string(),
      /** Of the three first links: whose set-up is still to be done, with this one. */
      remaining: z.array(z.enum(['system', 'security', 'audit'])),
    }),
  },
  completeSetup: {
    method: 'POST',
    path: '/setup/complete',
    label: '启用三员账号',
    who: ['open'],
    secret: true,
    input: z.object({
      link: SetupToken,
      login: Login,
      name: PersonName,
      password: NewPassword,
      secret: FactorSecret,
      code: Code,
      /** 系统管理员 may create the first account of the office in the same act. */
      first: z.object({ login: Login, name: PersonName }).optional(),
      /** 安全管理员 may make this account the first administrator 督查室管理员 in the same act. */
      grantTo: z.string().min(1).max(40).optional(),
    }),
    output: z.object({
      account: z.string(),
      session: SessionView,
      first: z.object({ account: z.string(), login: z.string(), setup: SetupView }).nullable(),
      granted: z.string().nullable(),
      remaining: z.array(z.enum(['system', 'security', 'audit'])),
    }),
  },
  activateAccount: {
    method: 'POST',
    path: '/setup/activate',
    label: '启用账号',
    who: ['open'],
    secret: true,
    input: z.object({
      link: SetupToken,
      password: NewPassword,
      secret: FactorSecret.optional(),
      code: Code.optional(),
    }),
    output: SessionView,
  },
  oidcStart: {
    method: 'POST',
    path: '/session/oidc/begin',
    label: '转到统一认证',
    who: ['open'],
    secret: true,
    input: z.object({}),
    /** The page keeps `flow` for itself and goes to `url`; it comes back to `/sign-in/oidc?code=…&state=…`. */
    output: z.object({ url: z.string(), flow: z.string() }),
  },
  oidcFinish: {
    method: 'POST',
    path: '/session/oidc',
    label: '以统一认证登录',
    who: ['open'],
    secret: true,
    input: z.object({
      flow: z.string().min(1).max(200),
      /** The query with which the page was called back, from `?` on. */
      query: z.string().max(8000),
    }),
    output: SessionView,
  },
} as const;

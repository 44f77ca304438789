import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { NEXT, PAGE } from './listPage.ts';

const StuckLine = z.object({
  process: z.string(),
  campaign: z.string(),
  /** 任务 1 修订规划、约谈甲局、专项行动“…”, without anything of what was reported. */
  words: z.string(),
  status: z.enum(['closed', 'missing', 'failing', 'waiting']),
  statusWords: z.string(),
  /** The last turn that the register has; null before the first. */
  lastAt: Instant.nullable(),
  /** What to do. */
  advice: z.string(),
});

const UnreadLine = z.object({
  campaign: z.string(),
  title: z.string(),
  recipient: z.string(),
  recipientWords: z.string(),
  notices: z.int(),
  firstAt: Instant,
  latestAt: Instant,
  why: z.string(),
  advice: z.string(),
});

const ContactLine = z.object({
  unit: z.string(),
  campaigns: z.array(z.string()),
  contacts: z.array(
    z.object({
      account: z.string(),
      name: z.string(),
      login: z.string().nullable(),
      /** 填报员、单位负责人; empty: not granted yet. */
      roles: z.array(z.string()),
      activated: z.boolean(),
    }),
  ),
  /** Whether anybody may report for it. */
  covered: z.boolean(),
});

/** What the system administrator 系统管理员 sees of the machine: nothing of what is supervised. Lines of the table of operations. */
export const SYSTEM_OPERATIONS = {
  listStuck: {
    method: 'GET',
    path: '/desk/stuck',
    label: '列出停住的流程',
    who: ['system'],
    input: z.object(PAGE),
    output: z.object({
      now: Instant,
      /** Processes that the register has begun and not ended. */
      running: z.int(),
      /** Whether Temporal has been asked: without it only what the register knows is told. */
      asked: z.boolean(),
      words: z.string(),
      /** Those that stand still, of all pages. */
      total: z.int(),
      stuck: z.array(StuckLine),
      ...NEXT,
    }),
  },
  showVersions: {
    method: 'GET',
    path: '/desk/versions',
    label: '查看版本',
    who: ['system'],
    input: z.object({}),
    output: z.object({
      now: Instant,
      groups: z.array(
        z.object({
          title: z.string(),
          lines: z.array(
            z.object({ name: z.string(), value: z.string(), note: z.string().nullable() }),
          ),
        }),
      ),
    }),
  },
  listUndelivered: {
    method: 'GET',
    path: '/desk/undelivered',
    label: '列出没有人收的通知',
    who: ['system'],
    input: z.object({
      /** Calendar days back from now. */
      days: z.coerce.number().int().min(1).max(366).default(30),
      ...PAGE,
    }),
    output: z.object({
      now: Instant,
      days: z.int(),
      /** Notices, of all pages. */
      total: z.int(),
      lines: z.array(UnreadLine),
      ...NEXT,
    }),
  },
  listContacts: {
    method: 'GET',
    path: '/desk/contacts',
    label: '列出单位和联系人',
    who: ['system', 'security'],
    input: z.object({ words: z.string().max(100).optional(), ...PAGE }),
    output: z.object({
      total: z.int(),
      uncovered: z.int(),
      units: z.array(ContactLine),
      ...NEXT,
    }),
  },
} as const;

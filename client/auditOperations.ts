import { z } from 'zod';
import { Day, Instant } from '../domain/instant.ts';

const Word = z.string().min(1).max(200).optional();
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const FILTER = {
  /** Days or instants; `to` is inclusive of a day, exclusive of an instant. */
  from: z.union([Day, Instant]).optional(),
  to: z.union([Day, Instant]).optional(),
  /** 身份: `office`, `unit:u003`. */
  actor: Word,
  /** Login or id of an account, or 本机令牌. */
  account: Word,
  act: z.string().min(1).max(60).optional(),
  /** A task, a process or a campaign, or how its id begins. */
  subject: Word,
  address: z.string().min(1).max(60).optional(),
  request: Word,
  /** `done`, `repeated`, the code of a fault, or `refused` for every fault. */
  outcome: z.string().min(1).max(60).optional(),
  text: Word,
};

const Entry = z.object({
  ...{ id: z.int(), at: Instant, actor: z.string(), who: z.string() },
  account: z.string().nullable(),
  login: z.string().nullable(),
  address: z.string().nullable(),
  request: z.string().nullable(),
  act: z.string(),
  /** 办理动作 in words. */
  label: z.string(),
  subject: z.string(),
  outcome: z.string(),
  /** 结果 in words. */
  result: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** Its place in the chain. */
  n: z.int().nullable(),
  hash: z.string().nullable(),
});

const Head = z.object({ n: z.int(), hash: z.string() });

/** The audit 审计, read by the 审计管理员 and nobody else: lines of the table of operations. */
export const AUDIT_OPERATIONS = {
  searchAudit: {
    method: 'GET',
    path: '/audit',
    label: '查审计记录',
    who: ['audit'],
    input: z.object({
      ...FILTER,
      /** The `next` of the page before. */
      after: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    output: z.object({
      zone: z.string(),
      entries: z.array(Entry),
      /** Pass it as `after`; null on the last page. */
      next: z.int().nullable(),
      acts: z.array(z.object({ act: z.string(), label: z.string() })),
    }),
  },
  checkAudit: {
    method: 'GET',
    path: '/audit/check',
    label: '核对审计链',
    who: ['audit'],
    input: z.object({
      /** A head that was noted earlier: link and hash. */
      n: z.coerce.number().int().min(1).optional(),
      hash: Hash.optional(),
    }),
    output: z.object({
      holds: z.boolean(),
      links: z.int(),
      from: Head.nullable(),
      head: Head.nullable(),
      /** The first link that does not hold. */
      flaw: z.object({ n: z.int().nullable(), id: z.int().nullable(), why: z.string() }).nullable(),
      /** The outcome in words. */
      says: z.string(),
    }),
  },
  exportAudit: {
    method: 'GET',
    path: '/audit/export',
    label: '导出审计记录',
    who: ['audit'],
    input: z.object({ ...FILTER, format: z.enum(['jsonl', 'csv']).default('jsonl') }),
    output: z.object({
      name: z.string(),
      rows: z.int(),
      /** SHA-256 of the file, which the audit keeps. */
      digest: z.string(),
      head: Head.nullable(),
      file: z.string(),
    }),
  },
} as const;

import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Instant } from '../domain/instant.ts';
import { Receipt } from './answers.ts';
import { EvidenceShown } from './evidenceShown.ts';
import { EntriesView, Entry, Written } from './linkAnswers.ts';
import { RequestId } from './requestId.ts';

const Campaign = CampaignId.optional();
const Unit = z.string().min(1).max(200);
const Task = z.string().min(1).max(60);
const LinkId = z.string().regex(/^[0-9a-f]{16}$/, '链接编号为 16 位数字和小写字母');

/** One obligation as a link names it. */
const Named = { task: Task, obligation: z.string().min(1).max(200) };

const LinkLine = z.object({
  link: z.string(),
  unit: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
  obligations: z.int(),
  /** Those that it still opens. */
  open: z.int(),
  /** When the last of them closes; null where none is open. */
  until: Instant.nullable(),
  /** 有效、已失效、已停用（理由）. */
  stateWords: z.string(),
  state: z.enum(['open', 'over', 'revoked']),
});

/** Reporting without an account 免登录填报: lines of the table of operations. */
export const LINK_OPERATIONS = {
  makeLink: {
    method: 'POST',
    path: '/links',
    label: '生成免登录填报链接',
    who: ['office'],
    input: z.object({
      campaign: Campaign,
      unit: Unit,
      /** Of these notices (their ids); absent: everything that the unit may report now. */
      notices: z.array(z.string().min(1).max(100)).min(1).max(50).optional(),
      requestId: RequestId,
    }),
    output: z.object({
      link: z.string(),
      /** Shown this once; the register keeps its hash only. */
      token: z.string(),
      /** What stands behind the address of the pages. */
      path: z.string(),
      campaign: z.string(),
      unit: z.string(),
      until: Instant.nullable(),
      obligations: z.array(
        z.object({ ...Named, no: z.string().nullable(), title: z.string(), occasion: z.string() }),
      ),
      repeated: z.boolean(),
    }),
  },
  listLinks: {
    method: 'GET',
    path: '/links',
    label: '列出免登录填报链接',
    who: ['office', 'security'],
    input: z.object({
      campaign: Campaign,
      unit: Unit.optional(),
      after: LinkId.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      campaign: z.string(),
      zone: z.string(),
      next: z.string().nullable(),
      links: z.array(LinkLine),
    }),
  },
  revokeLink: {
    method: 'POST',
    path: '/links/:link/revocation',
    label: '停用免登录填报链接',
    who: ['office', 'security'],
    input: z.object({
      link: LinkId,
      reason: z.string().trim().min(1).max(500),
      requestId: RequestId,
    }),
    output: z.object({
      link: z.string(),
      revokedAt: Instant,
      reason: z.string(),
      repeated: z.boolean(),
    }),
  },
  openLink: {
    method: 'GET',
    path: '/link',
    label: '打开免登录填报链接',
    who: ['open'],
    input: z.object({}),
    output: EntriesView.extend({ link: z.string() }),
  },
  draftByLink: {
    method: 'POST',
    path: '/link/draft',
    label: '凭链接存草稿',
    who: ['open'],
    input: z.object({ ...Named, content: z.object(Written) }),
    output: z.object({ ...Named, at: Instant, words: z.string() }),
  },
  reportByLink: {
    method: 'POST',
    path: '/link/reports',
    label: '凭链接报送',
    who: ['open'],
    input: z.object({
      ...Named,
      /** 填报人姓名: kept with the receipt. */
      sentBy: z.string().trim().min(1, '请填写填报人姓名').max(40),
      ...Written,
      requestId: RequestId,
    }),
    output: Receipt,
  },
  listEntries: {
    method: 'GET',
    path: '/entries',
    label: '列出可填报的事项',
    who: ['unit', 'office'],
    input: z.object({ campaign: Campaign, unit: Unit.optional() }),
    output: EntriesView,
  },
  showEntry: {
    method: 'GET',
    path: '/tasks/:task/entry',
    label: '打开一项填报',
    who: ['unit', 'office'],
    input: z.object({
      ...Named,
      campaign: Campaign,
      unit: Unit.optional(),
    }),
    output: Entry.extend({ zone: z.string(), now: Instant, unit: z.string() }),
  },
  listSent: {
    method: 'GET',
    path: '/sent',
    label: '列出已报送的内容',
    who: ['unit', 'office'],
    input: z.object({
      campaign: Campaign,
      unit: Unit.optional(),
      task: Task.optional(),
      after: RequestId.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      campaign: z.string(),
      title: z.string(),
      unit: z.string(),
      next: z.string().nullable(),
      sent: z.array(
        z.object({
          requestId: z.string(),
          at: Instant,
          words: z.string(),
          task: z.string(),
          no: z.string().nullable(),
          title: z.string(),
          occasion: z.string(),
          by: z.string(),
          /** 判定 in words; null while it has not been judged. */
          verdict: z.string().nullable(),
          version: z.int().nullable(),
          text: z.string(),
          nil: z.string().nullable(),
          value: z.number().nullable(),
          fields: z.array(z.object({ label: z.string(), value: z.string() })),
          evidence: z.array(EvidenceShown),
          obstacle: z.string().nullable(),
        }),
      ),
    }),
  },
} as const;

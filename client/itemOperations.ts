import { z } from 'zod';
import { Calendar } from '../domain/calendar.ts';
import { CampaignId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/instant.ts';
import { Urgency } from '../domain/item.ts';
import { Regime } from '../domain/regime.ts';
import { Directory } from '../domain/unit.ts';
import { NEXT, PAGE } from './listPage.ts';
import { RequestId } from './requestId.ts';

const Phase = z.enum(['waiting', 'approved', 'rejected', 'withdrawn', 'lapsed']);
const Name = z.string().trim().min(1).max(60);

/** 提出人: the post whose instruction it is, or the principal leader; never a person. */
const Leader = z
  .string()
  .regex(/^(?:principal|post:.{1,60})$/u, '提出人应写职务，如 post:区长，或 principal');

export const ItemLine = z.object({
  /** The key of its task. */
  item: z.string(),
  /** 督批〔2026〕1号; null before the approval. */
  number: z.string().nullable(),
  source: z.string(),
  title: z.string(),
  leader: z.string(),
  on: Day,
  urgency: Urgency,
  units: z.array(z.string()),
  phase: Phase,
  /** 立项审批的限期, of what waits for it. */
  limitAt: Instant.nullable(),
  /** 办结期限; null where it will be counted from the approval. */
  due: Day.nullable(),
  /** How its day was judged. */
  verdict: z.string().nullable(),
});

const ItemView = ItemLine.extend({
  ...{ campaign: z.string(), zone: z.string() },
  ...{ text: z.string(), registeredBy: z.string(), registeredAt: Instant, approver: z.string() },
  history: z.array(z.object({ at: Instant, text: z.string(), reason: z.string().nullable() })),
});

const OFFICES = ['office', 'principal', 'auditor'] as const;

/** Items 督办事项 without a plan: lines of the table of operations. */
export const ITEM_OPERATIONS = {
  openItems: {
    method: 'POST',
    path: '/items/campaigns',
    label: '设立日常督办',
    who: ['office'],
    input: z.object({
      ...{ regime: Regime, calendar: Calendar, directory: Directory.optional() },
      year: z.int().min(2000).max(2200),
      title: z.string().trim().min(1).max(100).optional(),
      requestId: RequestId,
    }),
    output: z.object({ campaign: z.string(), title: z.string() }),
    limit: 32 * 1024 * 1024,
  },
  registerItem: {
    method: 'POST',
    path: '/items',
    label: '登记督办事项',
    who: ['office'],
    input: z.object({
      campaign: CampaignId.optional(),
      /** By its id or its name. */
      source: Name,
      text: z.string().max(20_000),
      /** Absent: the first words of the text. */
      title: Name.optional(),
      leader: Leader,
      /** 批示或会议的日期. */
      on: Day,
      urgency: Urgency.default('ordinary'),
      due: Day.optional(),
      lead: z.array(Name).min(1, '没有写明责任单位').max(20),
      cooperating: z.array(Name).max(100).default([]),
      /** Names that the directory does not know are new units. */
      newUnits: z.boolean().default(false),
      requestId: RequestId,
    }),
    output: ItemView.extend({ requestId: z.string(), repeated: z.boolean() }),
  },
  decideItem: {
    method: 'POST',
    path: '/items/:item/decisions',
    label: '办理督办事项的立项',
    who: ['office', 'principal', 'post'],
    input: z.object({
      item: z.string().min(1).max(60),
      campaign: CampaignId.optional(),
      act: z.enum(['approve', 'reject', 'withdraw', 'propose']),
      reason: z.string().max(2000).optional(),
      requestId: RequestId,
    }),
    output: ItemView.extend({ act: z.string(), requestId: z.string(), repeated: z.boolean() }),
  },
  listItems: {
    method: 'GET',
    path: '/items',
    label: '列出督办事项',
    who: ['office', 'principal', 'post', 'auditor'],
    input: z.object({
      campaign: CampaignId.optional(),
      phase: Phase.optional(),
      source: Name.optional(),
      ...PAGE,
    }),
    output: z.object({
      ...{ campaign: z.string(), zone: z.string() },
      ...NEXT,
      items: z.array(ItemLine),
    }),
  },
  showItem: {
    method: 'GET',
    path: '/items/:item',
    label: '查看督办事项',
    who: [...OFFICES, 'post'],
    input: z.object({ item: z.string().min(1).max(60), campaign: CampaignId.optional() }),
    output: ItemView,
  },
} as const;

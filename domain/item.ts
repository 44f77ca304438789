import { z } from 'zod';
import { addOffset, type Calendar, type Offset } from './calendar.ts';
import { dayOf, type Day, type Instant } from './instant.ts';
import { Recipient, type ItemRules, type ItemSource, type Nudge, type Regime } from './regime.ts';

/** 缓急: 特急 and 疑难 have limits of their own where the source names them. */
export const Urgency = z.enum(['urgent', 'ordinary', 'difficult']);
export type Urgency = z.infer<typeof Urgency>;

/** ItemTag 督办事项标记: what the process of a task knows of the item that it came from. */
export const ItemTag = z.strictObject({
  /** Its source by the id in the regime: 批示, 会议, 上级, 提案. */
  source: z.string(),
  /** To whom the outcome is answered: a post, never a person. */
  leader: Recipient,
  /** 督批〔2026〕1号; given at the approval. */
  number: z.string().optional(),
  /** The paper itself told the unit what is due and when: no second notice. */
  quiet: z.literal(true).optional(),
});
export type ItemTag = z.infer<typeof ItemTag>;

/** ItemRule 督办事项规则: the regime's rule with everything said. */
export interface ItemRule {
  readonly sources: readonly ItemSource[];
  readonly approve: ItemRules['approve'];
  readonly remind: Nudge;
  readonly reports: readonly string[];
}

/**
 * Where items come from unless the regime says otherwise, with the limits that rules in use give when no day is named, in
 * calendar days: 批示 15 (urgent 5, difficult 30), 会议纪要 20, 大型会议 7, 上级文件 30, 提案建议 15.
 */
export const ITEM_SOURCES: readonly ItemSource[] = [
  {
    ...{ id: 'instruction', title: '领导批示', prefix: '督批' },
    ...{ limit: { days: 15 }, urgent: { days: 5 }, difficult: { days: 30 } },
  },
  { id: 'meeting', title: '会议纪要', prefix: '督会', limit: { days: 20 }, told: true },
  { id: 'large-meeting', title: '大型会议', prefix: '督大', limit: { days: 7 } },
  { id: 'superior', title: '上级文件', prefix: '督文', limit: { days: 30 } },
  { id: 'proposal', title: '提案建议', prefix: '督提', limit: { days: 15 } },
];

/** The rule of a regime that keeps items; its approver is reminded at half of the limit unless it says otherwise. */
export function itemRule({ items }: Pick<Regime, 'items'>): ItemRule | undefined {
  if (items === undefined) return undefined;
  return {
    sources: items.sources ?? ITEM_SOURCES,
    approve: items.approve,
    remind: items.remind ?? 'half',
    reports: items.reports ?? [],
  };
}

export function itemSource(regime: Pick<Regime, 'items'>, id: string): ItemSource | undefined {
  return itemRule(regime)?.sources.find((source) => source.id === id);
}

/** 默认办理时限 of a source; what has no limit of its own has the ordinary one. */
export function limitOf(source: ItemSource, urgency: Urgency): Offset {
  if (urgency === 'urgent') return source.urgent ?? source.limit;
  if (urgency === 'difficult') return source.difficult ?? source.limit;
  return source.limit;
}

/** 办结期限: the day that the item names, else its limit counted from the day of approval. */
export function itemDue(
  source: ItemSource,
  item: { readonly due?: Day | undefined; readonly urgency: Urgency },
  approvedAt: Instant,
  calendar: Calendar,
): Day {
  if (item.due !== undefined) return item.due;
  return addOffset(calendar, dayOf(approvedAt, calendar.zone), limitOf(source, item.urgency));
}

/** 督批〔2026〕1号: numbers run by prefix and year of approval. */
export function itemNumber(prefix: string, year: number, n: number): string {
  return `${prefix}〔${year}〕${n}号`;
}

import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { Head } from './deskAnswers.ts';
import { DayLine, Mark, Source, Target, Total, When, Why } from './deskParts.ts';

export const CalendarMonth = z.object({
  ...Head,
  campaign: z.string(),
  title: z.string(),
  month: z.string(),
  announcedThrough: z.string(),
  /** Months that the campaign has. */
  from: z.string(),
  to: z.string(),
  days: z.array(
    DayLine.extend({
      /** `休`、`班`, or nothing. */
      badge: z.string(),
      dues: z.int(),
      reminders: z.int(),
      steps: z.int(),
      bulletins: z.int(),
      others: z.int(),
      list: z.array(
        z.object({
          at: Instant,
          time: z.string(),
          kind: z.enum(['due', 'reminder', 'step', 'bulletin', 'opens', 'other']),
          words: z.string(),
          count: z.int(),
          rule: z.string(),
          provisional: z.boolean(),
          source: Source.nullable(),
        }),
      ),
    }),
  ),
});

export const UnitLine = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  kind: z.string().nullable(),
  open: z.int(),
  late: z.int(),
  tasks: z.int(),
  counts: Total,
  weeks: z.array(z.int()),
  mark: Mark,
  words: z.string(),
  why: Why,
  source: Source,
  target: Target,
});

export const TaskRowLine = z.object({
  key: z.string(),
  no: z.string().nullable(),
  ordinal: z.int(),
  title: z.string(),
  category: z.array(z.string()),
  lead: z.array(z.string()),
  cooperating: z.array(z.string()),
  leaders: z.array(z.string()),
  state: z.enum(['running', 'closed', 'ended']),
  stateWords: z.string(),
  mark: Mark,
  counts: Total,
  due: When.nullable(),
  reportedAt: Instant.nullable(),
  /** The last step of the ladder, in words; none once a report has come after it. */
  step: z.string().nullable(),
  why: Why,
  target: Target,
});

const Chip = z.object({ value: z.string(), words: z.string(), count: z.int() });

export const TaskSearch = z.object({
  ...Head,
  campaign: z.string(),
  title: z.string(),
  trial: z.literal(true).optional(),
  total: z.int(),
  /** Pass it as `after` for the next page; null on the last. */
  next: z.string().nullable(),
  tasks: z.array(TaskRowLine),
  /** How many the present filter would show, by each value of a filter (that filter itself left aside). */
  chips: z.object({
    level: z.array(Chip),
    verdict: z.array(Chip),
    category: z.array(Chip),
    unit: z.array(Chip),
    leader: z.array(Chip),
    state: z.array(Chip),
  }),
});

export const NoticeList = z.object({
  ...Head,
  total: z.int(),
  next: z.string().nullable(),
  notices: z.array(
    z.object({
      id: z.string(),
      campaign: z.string(),
      campaignTitle: z.string(),
      at: Instant,
      words: z.string(),
      type: z.string(),
      typeWords: z.string(),
      recipient: z.string(),
      recipientWords: z.string(),
      title: z.string(),
      body: z.string(),
      task: z.object({ key: z.string(), no: z.string().nullable(), title: z.string() }).nullable(),
      /** 已进收件箱 always; what an outside channel has said of it, where there is one. */
      delivery: z.object({
        state: z.enum(['inbox', 'waiting', 'sent', 'read', 'failed']),
        words: z.string(),
      }),
      target: Target,
    }),
  ),
  types: z.array(Chip),
});

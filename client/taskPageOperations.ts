import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Instant } from '../domain/instant.ts';
import { HistoryLine, TaskView } from './answers.ts';
import { Mark, When, Why } from './deskParts.ts';
import { EvidenceShown } from './evidenceShown.ts';

/** A line of the task's one line: its instant in words, and of a notice what its proof is asked with. */
const Line = HistoryLine.extend({
  ...{ words: z.string(), notice: z.string().nullable() },
  /** 附件 of a report. */
  files: z.array(EvidenceShown),
});

export const TaskPageView = TaskView.omit({ obligations: true, history: true, next: true }).extend({
  now: Instant,
  campaignTitle: z.string(),
  mark: Mark,
  why: Why,
  /** 牵头、责任、配合 in words, in the order of the plan. */
  parties: z.array(z.object({ role: z.string(), units: z.array(z.string()) })),
  obligations: z.array(
    z.object({
      ...{ obligation: z.string(), duty: z.string(), period: z.string() },
      ...{ units: z.array(z.string()), due: When, verdict: z.string(), verdictWords: z.string() },
      closes: z.string().nullable(),
      /** Whether a report may be sent or corrected now. */
      enterable: z.boolean(),
      /** Of a unit's own: 报送, 补报 or 更正 where it would be taken now, else why not; null where there is nothing to say. */
      entry: z.object({ label: z.string().nullable(), words: z.string().nullable() }).nullable(),
      mark: Mark,
      /** What happens first if nothing is sent; null where it has been judged for good. */
      ifNothing: z.string().nullable(),
    }),
  ),
  talks: z.array(z.object({ process: z.string(), unit: z.string(), words: z.string() })),
  /** In order; with `latest` only the last of them. */
  history: z.array(Line),
  /** How many lines there are in all. */
  lines: z.number().int(),
  next: z.array(Line),
});

/** 任务一条线看完: a line of the table of operations. */
export const TASK_PAGE_OPERATIONS = {
  showTaskPage: {
    method: 'GET',
    path: '/desk/task',
    label: '任务一条线看完',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({
      task: z.string().min(1).max(60),
      campaign: CampaignId.optional(),
      history: z.enum(['all', 'latest']).optional(),
    }),
    output: TaskPageView,
  },
} as const;

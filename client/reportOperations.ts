import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Day, Instant } from '../domain/instant.ts';
import { HistoryLine } from './answers.ts';
import { When } from './deskParts.ts';
import { EvidenceShown } from './evidenceShown.ts';
import { NEXT, PAGE } from './listPage.ts';
import { REPORT_CONTENT } from './reportInput.ts';

const Task = z.string().min(1).max(60);
const Campaign = CampaignId.optional();

/** Which obligation: as for a report; the unit only where the office asks. */
const Occasion = {
  task: Task,
  campaign: Campaign,
  unit: z.string().max(200).optional(),
  duty: z.string().max(60).optional(),
  period: z.string().max(60).optional(),
};

const DraftContent = z.object({
  text: z.string().max(20_000).optional(),
  nil: z.string().max(500).optional(),
  value: z.number().min(-1e12).max(1e12).optional(),
  ...REPORT_CONTENT,
});

/** A draft 草稿 and what it is for. */
const DraftView = z.object({
  ...{ campaign: z.string(), task: z.string(), unit: z.string() },
  ...{ duty: z.string(), period: z.string(), occasion: z.string() },
  content: DraftContent,
  by: z.string(),
  at: Instant,
});

const Version = z.object({
  requestId: z.string(),
  occasion: z.string(),
  duty: z.string(),
  period: z.string(),
  unit: z.string(),
  /** Null while the process has not taken it. */
  version: z.int().nullable(),
  receivedAt: Instant,
  by: z.string(),
  digest: z.string(),
  text: z.string(),
  nil: z.string().nullable(),
  value: z.number().nullable(),
  fields: z.record(z.string(), z.string()),
  /** What the form calls its fields, in its order. */
  labels: z.array(z.object({ id: z.string(), label: z.string() })).optional(),
  evidence: z.array(EvidenceShown),
  obstacle: z.string().nullable(),
  claimedAt: Instant.nullable(),
});

/** How an obligation that was reported stands now. */
const Standing = z.object({
  obligation: z.string(),
  occasion: z.string(),
  units: z.array(z.string()),
  verdict: z.string(),
  /** 核实: clerk, leader, returned, accepted; null where nothing is checked. */
  verification: z.string().nullable(),
  /** With whom it lies, and until when; or until when it is to be sent again. */
  verifier: z.string().nullable(),
  limitAt: Instant.nullable(),
  events: z.array(HistoryLine),
});

const ObstacleView = z.object({
  ...{ task: z.string(), no: z.string().nullable(), title: z.string() },
  obstacle: z.int(),
  occasion: z.string(),
  unit: z.string(),
  text: z.string(),
  asks: z.string().nullable(),
  raisedAt: Instant,
  phase: z.enum(['open', 'assigned', 'overdue', 'resolved']),
  owner: z.string().nullable(),
  until: Instant.nullable(),
  resolvedAt: Instant.nullable(),
  result: z.string().nullable(),
});

/** Drafts, versions and obstacles of reports: lines of the table of operations. */
export const REPORT_OPERATIONS = {
  showReports: {
    method: 'GET',
    path: '/tasks/:task/reports',
    label: '查看各版报送',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object(Occasion),
    output: z.object({
      ...{ campaign: z.string(), task: z.string(), zone: z.string() },
      versions: z.array(Version),
      standing: z.array(Standing),
    }),
  },
  previewReturn: {
    method: 'GET',
    path: '/tasks/:task/return-limit',
    label: '预览退回补报的时限',
    who: ['office', 'principal', 'post'],
    input: z.object({
      ...Occasion,
      obligation: z.string().max(200).optional(),
      until: Day.optional(),
    }),
    output: z.object({
      ...{ obligation: z.string(), limitAt: Instant, day: Day, rule: z.string() },
      /** The limit as the pages show it. */
      limit: When,
    }),
  },
  saveDraft: {
    method: 'POST',
    path: '/tasks/:task/draft',
    label: '存草稿',
    who: ['unit', 'office'],
    input: z.object({ ...Occasion, content: DraftContent }),
    output: DraftView,
  },
  showDraft: {
    method: 'GET',
    path: '/tasks/:task/draft',
    label: '查看草稿',
    who: ['unit', 'office'],
    input: z.object(Occasion),
    output: DraftView,
  },
  discardDraft: {
    method: 'POST',
    path: '/tasks/:task/draft/discard',
    label: '删除草稿',
    who: ['unit', 'office'],
    input: z.object(Occasion),
    output: z.object({ occasion: z.string(), discarded: z.boolean() }),
  },
  listObstacles: {
    method: 'GET',
    path: '/obstacles',
    label: '列出需协调事项',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({
      campaign: Campaign,
      /** Those that are resolved as well. */
      all: z.stringbool().optional(),
      ...PAGE,
    }),
    output: z.object({
      ...{ campaign: z.string(), zone: z.string() },
      ...NEXT,
      obstacles: z.array(ObstacleView),
    }),
  },
} as const;

import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Instant } from '../domain/instant.ts';
import { DutiesView, GatesView, GlanceView, Head, TodayView } from './deskAnswers.ts';
import { CalendarMonth, NoticeList, TaskSearch, UnitLine } from './deskAnswersLists.ts';
import { BulletinCard, BulletinView, InterviewBoard, InterviewView } from './deskAnswersPapers.ts';
import { Cursor } from './deskParts.ts';

const Campaign = CampaignId.optional();
const Limit = z.coerce.number().int().min(1).max(200).default(50);
const Text = z.string().max(200).optional();

/** What the pages of the desks read: every word of them is made here, every instant stands as ISO beside its words. */
export const DESK_OPERATIONS = {
  showToday: {
    method: 'GET',
    path: '/desk/today',
    label: '今日要办',
    who: ['office'],
    input: z.object({ campaign: Campaign, limit: Limit }),
    output: TodayView,
  },
  showDuties: {
    method: 'GET',
    path: '/desk/duties',
    label: '我要报什么',
    who: ['unit'],
    /** `closed`: those whose entry has closed, which the list is without otherwise. */
    input: z.object({
      ...{ campaign: Campaign, after: Cursor, limit: Limit },
      closed: z.enum(['true', 'false']).default('false'),
    }),
    output: DutiesView,
  },
  listGates: {
    method: 'GET',
    path: '/desk/gates',
    label: '待我决定的事项',
    who: ['principal', 'post'],
    input: z.object({ campaign: Campaign }),
    output: GatesView,
  },
  showGlance: {
    method: 'GET',
    path: '/desk/glance',
    label: '专项行动一览',
    who: ['office', 'principal', 'post', 'auditor'],
    input: z.object({ campaign: Campaign }),
    output: GlanceView,
  },
  listInterviews: {
    method: 'GET',
    path: '/desk/interviews',
    label: '约谈看板',
    who: ['office', 'principal', 'post', 'auditor'],
    input: z.object({ campaign: Campaign, unit: Text, phase: Text }),
    output: InterviewBoard,
  },
  showInterview: {
    method: 'GET',
    path: '/desk/interview',
    label: '查看约谈',
    who: ['office', 'principal', 'post', 'auditor', 'unit'],
    /** `process`: `interview/c2026-001/u003/2026-03-25`. */
    input: z.object({ process: z.string().min(1).max(300) }),
    output: InterviewView,
  },
  listBulletins: {
    method: 'GET',
    path: '/desk/bulletins',
    label: '通报列表',
    who: ['office', 'principal', 'post', 'auditor'],
    input: z.object({ campaign: Campaign }),
    output: z.object({ ...Head, total: z.int(), bulletins: z.array(BulletinCard) }),
  },
  showBulletin: {
    method: 'GET',
    path: '/desk/bulletin',
    label: '查看通报',
    who: ['office', 'principal', 'post', 'auditor'],
    input: z.object({
      campaign: Campaign,
      bulletin: z.string().min(1).max(60),
      period: z.string().min(1).max(60),
    }),
    output: BulletinView,
  },
  showCalendarMonth: {
    method: 'GET',
    path: '/desk/calendar',
    label: '月历',
    who: ['office', 'principal', 'post', 'auditor', 'unit'],
    input: z.object({
      campaign: Campaign,
      /** Absent: the month of the register's clock. */
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/u)
        .optional(),
    }),
    output: CalendarMonth,
  },
  listUnits: {
    method: 'GET',
    path: '/desk/units',
    label: '单位列表',
    who: ['office', 'principal', 'post', 'auditor'],
    input: z.object({
      campaign: Campaign,
      text: Text,
      sort: z.enum(['name', 'open', 'late']).default('late'),
    }),
    output: z.object({
      ...Head,
      campaign: z.string(),
      title: z.string(),
      total: z.int(),
      /** Mondays of the weeks of `weeks`. */
      weeks: z.array(z.string()),
      units: z.array(UnitLine),
    }),
  },
  searchTasks: {
    method: 'GET',
    path: '/desk/tasks',
    label: '查找任务',
    who: ['office', 'principal', 'post', 'auditor', 'unit'],
    input: z.object({
      campaign: Campaign,
      unit: Text,
      /** As the lead unit only. */
      role: z.enum(['lead', 'any']).default('any'),
      category: Text,
      level: z.enum(['normal', 'near', 'late', 'raised']).optional(),
      verdict: z.enum(['pending', 'on-time', 'late', 'missing', 'exempt']).optional(),
      /** With `verdict`: of this duty and period only. */
      duty: z.string().max(60).optional(),
      period: z.string().max(60).optional(),
      /** What falls due in [from, to). */
      dueFrom: Instant.optional(),
      dueTo: Instant.optional(),
      leader: Text,
      state: z.enum(['running', 'closed', 'ended']).optional(),
      text: Text,
      sort: z.enum(['plan', 'due', 'level', 'missing', 'reported']).default('plan'),
      order: z.enum(['asc', 'desc']).default('asc'),
      after: Cursor,
      limit: Limit,
      /** Whether the counts of the filters are wanted: a later page of the same list needs none. */
      chips: z.enum(['true', 'false']).default('true'),
    }),
    output: TaskSearch,
  },
  listNotices: {
    method: 'GET',
    path: '/desk/notices',
    label: '通知列表',
    who: ['office', 'auditor'],
    input: z.object({
      campaign: Campaign,
      type: Text,
      /** A unit, a post, `office` or `principal`. */
      recipient: Text,
      task: z.string().max(60).optional(),
      state: z.enum(['inbox', 'waiting', 'sent', 'read', 'failed']).optional(),
      after: Cursor,
      limit: Limit,
    }),
    output: NoticeList,
  },
} as const;

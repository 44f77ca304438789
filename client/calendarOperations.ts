import { z } from 'zod';
import { Calendar } from '../domain/calendar.ts';
import { Day } from '../domain/instant.ts';
import { CalendarDone, CalendarPreview, CalendarView } from './answersCalendar.ts';
import { RequestId } from './requestId.ts';
import { WantedCampaign } from './wantedCampaign.ts';

const Reason = z.string().max(2000);

const CalendarChangeInput = z.object({
  campaign: WantedCampaign,
  calendar: Calendar,
  /** 生效日: earlier days stay as they were announced; absent: today. */
  from: Day.optional(),
});

/** The working calendar of a campaign: shown, previewed, published, withdrawn. */
export const CALENDAR_OPERATIONS = {
  showCalendar: {
    method: 'GET',
    path: '/campaigns/:campaign/calendar',
    label: '查看工作日历',
    who: ['office', 'principal', 'unit', 'post', 'auditor'],
    input: z.object({ campaign: WantedCampaign }),
    output: CalendarView,
  },
  previewCalendar: {
    method: 'POST',
    path: '/campaigns/:campaign/calendar/preview',
    label: '预览工作日历的变更',
    who: ['office', 'principal', 'auditor'],
    input: CalendarChangeInput,
    output: CalendarPreview,
  },
  publishCalendar: {
    method: 'POST',
    path: '/campaigns/:campaign/calendar',
    label: '发布工作日历',
    who: ['office'],
    input: CalendarChangeInput.extend({
      /** 清单校验码 of the preview. */
      confirm: z.string().min(1).max(64),
      reason: Reason,
      requestId: RequestId,
    }),
    output: CalendarDone,
  },
  withdrawCalendar: {
    method: 'POST',
    path: '/campaigns/:campaign/calendar/withdraw',
    label: '撤回工作日历',
    who: ['office'],
    input: z.object({
      campaign: WantedCampaign,
      reason: Reason,
      requestId: RequestId,
    }),
    output: CalendarDone,
  },
} as const;

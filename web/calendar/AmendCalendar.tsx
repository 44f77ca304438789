import { useState, type SyntheticEvent } from 'react';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import { useAsk } from '../acts/useAsk.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { dayFull } from '../marks/dayFull.ts';
import { Failure } from '../signs/Failure.tsx';
import { CalendarChanges } from './CalendarChanges.tsx';
import { CalendarVersions } from './CalendarVersions.tsx';
import { readHolidayNotice, withNotice } from './holidayNotice.ts';

type Calendar = InputOf<'previewCalendar'>['calendar'];
type Preview = OutputOf<'previewCalendar'>;

/** 变更工作日历: the holiday notice of a year is pasted, what moves is seen, then it is published. */
export function AmendCalendar(props: {
  readonly campaign: string;
  readonly announcedThrough: string;
}) {
  const { campaign, announcedThrough } = props;
  const [open, setOpen] = useState(false);
  return (
    <details
      className="card"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>变更工作日历（节假日安排已公布到{dayFull(announcedThrough)}）</summary>
      {open ? <Amend campaign={campaign} /> : null}
    </details>
  );
}

function Amend({ campaign }: { readonly campaign: string }) {
  const { data, error } = useRead('showCalendar', { campaign });
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState('');
  const [shown, setShown] = useState<{ calendar: Calendar; preview: Preview }>();
  const preview = useAsk('previewCalendar');
  const look = async (event: SyntheticEvent) => {
    event.preventDefault();
    setShown(undefined);
    const calendar = data === undefined ? undefined : calendarFrom(text, data.calendar);
    const isSame = calendar !== undefined && data !== undefined && alike(calendar, data.calendar);
    setWrong(calendar === undefined ? UNREAD : isSame ? SAME : '');
    if (calendar === undefined || isSame) return;
    const found = await preview.mutateAsync({ campaign, calendar }).catch(() => null);
    if (found !== null) setShown({ calendar, preview: found });
  };
  return (
    <>
      <Failure error={error} />
      <form onSubmit={(event) => void look(event)}>
        <p className="acts-field">
          <label htmlFor="holiday-notice">粘贴国务院办公厅节假日安排通知的全文</label>
          <textarea
            id="holiday-notice"
            rows={6}
            required
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </p>
        <p className="quiet">
          只改通知写明的那一年，其余各年不变；先看哪些时点会变，确认后才发布。也可粘贴整份日历文件。
        </p>
        {wrong === '' ? null : (
          <p className="failure" role="alert">
            {wrong}
          </p>
        )}
        <Failure error={preview.error} />
        <button type="submit" className="acts-button main" disabled={preview.isPending}>
          {preview.isPending ? '正在推算……' : '预览变化'}
        </button>
      </form>
      {shown === undefined ? null : (
        <Publish key={shown.preview.digest} {...{ campaign, ...shown }} />
      )}
      {data === undefined ? null : <CalendarVersions versions={data.versions} />}
      {standing(data?.versions ?? []) > 1 ? (
        <Withdraw key={data?.versions.length} campaign={campaign} />
      ) : null}
    </>
  );
}

const UNREAD =
  '没有读出放假和上班的日期。请粘贴通知全文，其中应写明年份和各节日，如“2027年部分节假日安排……元旦：1月1日至3日放假调休，共3天。1月4日上班。”';

const SAME = '所贴的安排与现行工作日历一致，没有变化，不用发布。';

type Days = Pick<Calendar, 'announcedThrough' | 'rest' | 'work'>;

function alike(one: Days, other: Days): boolean {
  const told = ({ announcedThrough, rest, work }: Days) =>
    [announcedThrough, ...rest.toSorted(), '/', ...work.toSorted()].join();
  return told(one) === told(other);
}

/** How many versions stand: each withdrawal takes one away. */
function standing(versions: OutputOf<'showCalendar'>['versions']): number {
  return versions.reduce((sum, { withdraws }) => sum + (withdraws === null ? 1 : -1), 0);
}

/** The calendar that the text means: a whole one as a file, or the one in force with what a notice says. */
function calendarFrom(text: string, present: OutputOf<'showCalendar'>['calendar']) {
  if (text.trim().startsWith('{')) {
    try {
      return JSON.parse(text) as Calendar;
    } catch {
      return undefined;
    }
  }
  const notice = readHolidayNotice(text);
  return notice && withNotice(present, notice);
}

function Publish(props: {
  readonly campaign: string;
  readonly calendar: Calendar;
  readonly preview: Preview;
}) {
  const { campaign, calendar, preview } = props;
  const [reason, setReason] = useState('');
  const publish = useWrite('publishCalendar');
  if (publish.data !== undefined) {
    return (
      <p className="acts-done" role="status">
        已发布第 {publish.data.calendar.version} 版，变动 {publish.data.changes}{' '}
        处，正在告知有关任务。
      </p>
    );
  }
  return (
    <form
      className="acts-form calendar-publish"
      aria-label="发布工作日历"
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate({ campaign, calendar, confirm: preview.digest, reason });
      }}
    >
      <CalendarChanges preview={preview} />
      <p className="acts-field">
        <label htmlFor="calendar-reason">依据（如通知文号）</label>
        <input
          id="calendar-reason"
          required
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </p>
      <Failure error={publish.error} />
      <button type="submit" className="acts-button main" disabled={publish.isPending}>
        {publish.isPending ? '正在发布……' : '确认发布'}
      </button>
    </form>
  );
}

function Withdraw({ campaign }: { readonly campaign: string }) {
  const [reason, setReason] = useState('');
  const withdraw = useWrite('withdrawCalendar');
  return (
    <form
      className="calendar-withdraw"
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate({ campaign, reason });
      }}
    >
      <label htmlFor="withdraw-reason">撤回最近一次变更，理由</label>{' '}
      <input
        id="withdraw-reason"
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />{' '}
      <button type="submit" className="acts-button" disabled={withdraw.isPending}>
        撤回
      </button>
      <Failure error={withdraw.error} />
    </form>
  );
}

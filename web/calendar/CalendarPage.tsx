import { useAddress } from '../address/useAddress.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { useSession } from '../session/useSession.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { AmendCalendar } from './AmendCalendar.tsx';
import { DayList } from './DayList.tsx';
import { shiftMonth } from './month.ts';
import '../acts/style.css';
import './style.css';

type Month = OutputOf<'showCalendarMonth'>;

/** 日历: a month of a campaign; each day opens what falls due, is reminded of, or follows. */
export function CalendarPage() {
  const { month } = useAddress();
  const { campaign } = useCampaign();
  const { desk } = useSession();
  const { data, error, isPending, refetch } = useRead(
    'showCalendarMonth',
    { ...(campaign === undefined ? {} : { campaign }), ...(month === undefined ? {} : { month }) },
    { enabled: campaign !== undefined },
  );
  return (
    <>
      <h1>日历</h1>
      <CampaignChoice />
      {campaign === undefined ? (
        <Empty title="还没有专项行动">启动后，每一个到期、提醒和通报的日子都在这里。</Empty>
      ) : null}
      {isPending && campaign !== undefined ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? null : <MonthView month={data} />}
      {data !== undefined && desk?.actor === 'office' ? (
        <AmendCalendar campaign={data.campaign} announcedThrough={data.announcedThrough} />
      ) : null}
    </>
  );
}

function MonthView({ month }: { readonly month: Month }) {
  const navigate = useNavigate();
  const today = month.now.slice(0, 10);
  const [chosen, setChosen] = useState<string>();
  const go = (next: string) =>
    void navigate({ to: '.', search: { campaign: month.campaign, month: next } });
  const day = month.days.find((one) => one.day === (chosen ?? today)) ?? undefined;
  const [year, number] = month.month.split('-');
  return (
    <>
      <div className="calendar-head">
        <button
          type="button"
          className="acts-button"
          disabled={month.month <= month.from}
          onClick={() => go(shiftMonth(month.month, -1))}
        >
          上一月
        </button>
        <h2 aria-live="polite">
          {year}年{Number(number)}月
        </h2>
        <button
          type="button"
          className="acts-button"
          disabled={month.month >= month.to}
          onClick={() => go(shiftMonth(month.month, 1))}
        >
          下一月
        </button>
      </div>
      <Grid {...{ month, today, chosen: day?.day }} onChoose={setChosen} />
      {day === undefined ? null : <DayList day={day} />}
    </>
  );
}

const WEEK = '一二三四五六日';

function Grid(props: {
  readonly month: Month;
  readonly today: string;
  readonly chosen: string | undefined;
  readonly onChoose: (day: string) => void;
}) {
  const { month, today, chosen, onChoose } = props;
  const [first] = month.days;
  const blank = first === undefined ? 0 : (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (
    <div className="calendar-grid" role="group" aria-label="当月各日">
      {[...WEEK].map((name) => (
        <span key={name} className="calendar-week" aria-hidden="true">
          {name}
        </span>
      ))}
      {Array.from({ length: blank }, (_, i) => (
        <span key={`blank${i}`} className="calendar-blank" />
      ))}
      {month.days.map((day) => {
        const tally = tallyOf(day);
        const look = ['calendar-day', day.working ? '' : 'rest', tally === '' ? 'idle' : ''];
        return (
          <button
            key={day.day}
            type="button"
            className={[...look, day.day === today ? 'today' : ''].join(' ')}
            aria-pressed={day.day === chosen}
            onClick={() => onChoose(day.day)}
          >
            <span className="unseen">{day.words}</span>
            <span className="calendar-number">
              {Number(day.day.slice(8))}
              {day.badge === '' ? '' : <small> {day.badge}</small>}
              {day.day === today ? <small> 今天</small> : ''}
              {day.provisional ? <small> 暂定</small> : ''}
            </span>
            <span className="calendar-tally">{tally}</span>
          </button>
        );
      })}
    </div>
  );
}

/** `到期12 提醒3` */
function tallyOf(day: Month['days'][number]): string {
  const parts: readonly (readonly [string, number])[] = [
    ['到期', day.dues],
    ['提醒', day.reminders],
    ['催办等', day.steps],
    ['通报', day.bulletins],
    ['其他', day.others],
  ];
  return parts
    .filter(([, count]) => count > 0)
    .map(([words, count]) => `${words}${count}`)
    .join(' ');
}

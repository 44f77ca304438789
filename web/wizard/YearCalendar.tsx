import type { Year } from './useRehearsal.ts';

type Day = Year['days'][number];

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

/** The year in small months: what each day brings, in signs with words; a day opens its list. */
export function YearCalendar(props: {
  readonly days: readonly Day[];
  readonly chosen: string | undefined;
  readonly choose: (day: string) => void;
}) {
  const months = new Map<string, Day[]>();
  for (const day of props.days) {
    const month = day.day.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), day]);
  }
  return (
    <section className="card" aria-labelledby="wizard-year">
      <h2 id="wizard-year">推演日历</h2>
      <p className="wizard-legend">
        <span>
          <b className="wizard-due">到12</b> 到期 12 项
        </span>
        <span>醒3 提醒 3 次</span>
        <span>
          <b className="wizard-step-sign">▲催2</b> 催办、督办函等 2 次
        </span>
        <span>
          <b className="wizard-raised">■约1</b> 约谈提请 1 件
        </span>
        <span>通1 通报 1 期</span>
        <span className="wizard-provisional">日期虚下划线 暂定</span>
        <span>灰底 休息日</span>
        <span>点开看当天清单</span>
      </p>
      <div className="wizard-months">
        {[...months].map(([month, days]) => (
          <Month key={month} {...{ month, days }} chosen={props.chosen} choose={props.choose} />
        ))}
      </div>
    </section>
  );
}

function Month(props: {
  readonly month: string;
  readonly days: readonly Day[];
  readonly chosen: string | undefined;
  readonly choose: (day: string) => void;
}) {
  const { month, days, chosen, choose } = props;
  const weeks = weeksOf(days);
  return (
    <div className="wizard-month">
      <table>
        <caption>
          {month.slice(0, 4)}年{Number(month.slice(5))}月
        </caption>
        <thead>
          <tr>
            {WEEK.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, i) => (
            <tr key={`${month} ${i}`}>
              {week.map((day, at) =>
                day === undefined ? (
                  <td key={`empty ${at}`} />
                ) : (
                  <td key={day.day} className={day.workday ? undefined : 'wizard-rest'}>
                    <DayCell day={day} isChosen={day.day === chosen} choose={choose} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Seven days a week, the first on Monday. */
function weeksOf(days: readonly Day[]): readonly (readonly (Day | undefined)[])[] {
  const first = days[0];
  if (first === undefined) return [];
  const lead = (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const cells: (Day | undefined)[] = [...Array.from({ length: lead }, () => undefined), ...days];
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
}

function DayCell(props: {
  readonly day: Day;
  readonly isChosen: boolean;
  readonly choose: (day: string) => void;
}) {
  const { day, isChosen, choose } = props;
  const number = Number(day.day.slice(8));
  const { due, remind, step, bulletin, interview, notice } = day;
  if (due + remind + step + bulletin + interview + notice === 0) {
    return day.provisional ? (
      <span className="wizard-empty-day wizard-provisional" title="暂定">
        {number}
        <span className="wizard-heard">（暂定）</span>
      </span>
    ) : (
      <span className="wizard-empty-day">{number}</span>
    );
  }
  return (
    <button
      type="button"
      className="wizard-day"
      aria-pressed={isChosen}
      title={wordsOf(day)}
      onClick={() => choose(day.day)}
    >
      <span className="wizard-heard">{wordsOf(day)}</span>
      <span aria-hidden="true">
        <span className={day.provisional ? 'wizard-provisional' : undefined}>{number}</span>
        {due > 0 ? <span className="wizard-signs wizard-due">到{due}</span> : null}
        <span className="wizard-signs">
          {interview > 0 ? <b className="wizard-raised">■约{interview}</b> : null}
          {step > 0 ? <b className="wizard-step-sign">▲催{step}</b> : null}
        </span>
        <span className="wizard-signs">
          {remind > 0 ? `醒${remind} ` : ''}
          {bulletin > 0 ? `通${bulletin}` : ''}
          {due + remind + step + bulletin + interview === 0 ? '·' : ''}
        </span>
      </span>
    </button>
  );
}

/** `3月25日：到期12，催办等5，通知11`. */
function wordsOf(day: Day): string {
  const parts = [
    ['到期', day.due],
    ['提醒', day.remind],
    ['催办、督办函等', day.step],
    ['约谈提请', day.interview],
    ['通报', day.bulletin],
    ['通知', day.notice],
  ] as const;
  const told = parts.filter(([, count]) => count > 0).map(([what, count]) => `${what}${count}`);
  const [, month, date] = day.day.split('-');
  const mark = day.provisional ? '（暂定）' : '';
  return `${Number(month)}月${Number(date)}日${mark}：${told.join('，')}`;
}

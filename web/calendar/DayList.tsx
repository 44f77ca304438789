import type { OutputOf } from '../../client/operations.ts';
import { ToLedger } from '../marks/ToLedger.tsx';
import { Why } from '../signs/Why.tsx';

type Day = OutputOf<'showCalendarMonth'>['days'][number];

/** What happens on one day, in the order of the hours, each with the rule that put it there. */
export function DayList({ day }: { readonly day: Day }) {
  return (
    <section className="card" aria-labelledby="day">
      <h2 id="day">
        {day.words} <Why label="为何">{day.why}</Why>
      </h2>
      {day.list.length === 0 ? (
        <p className="quiet">这一天没有到期、提醒或通报。</p>
      ) : (
        <ul className="calendar-list">
          {day.list.map((line, i) => (
            <li key={`${line.at}${line.kind}${i}`}>
              <time dateTime={line.at}>{line.time}</time>{' '}
              <span>
                {line.source === null ? (
                  line.words
                ) : (
                  <ToLedger source={line.source}>{line.words}</ToLedger>
                )}{' '}
                {line.provisional ? <span className="marks-provisional">暂定</span> : null}{' '}
                {line.rule === '' ? null : <Why label="规则">{line.rule}</Why>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

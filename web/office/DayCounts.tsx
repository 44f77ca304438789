import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../client/operations.ts';
import { MarkSign } from '../marks/MarkSign.tsx';
import { ToLedger } from '../marks/ToLedger.tsx';
import { paths } from '../paths.ts';

type TodayView = OutputOf<'showToday'>;

/** The line of the day: what falls due today and this week, what has come, and how much is asked of a unit. */
export function DayCounts({ today }: { readonly today: TodayView }) {
  const { dueToday, dueWeek, load } = today;
  return (
    <section className="card" aria-label="今天和本周">
      <p className="office-day-line">
        <span>
          今天到期 <ToLedger source={dueToday.source}>{dueToday.expected} 项</ToLedger>（
          {dueToday.units} 家单位）
        </span>
        <span>
          本周 <ToLedger source={dueWeek.source}>{dueWeek.expected} 项</ToLedger>
        </span>
        <span>
          已报 {dueWeek.reported} · 未报 {dueWeek.unreported}
        </span>
        <span>{load.words}</span>
      </p>
      {load.units.length === 0 ? null : (
        <details>
          <summary>最忙的单位（今后 {load.weeks.length} 周，每周要报的项数）</summary>
          <div className="scroll" tabIndex={0} role="region" aria-label="最忙的单位">
            <table className="list">
              <thead>
                <tr>
                  <th scope="col">单位</th>
                  {load.weeks.map((week) => (
                    <th key={week} scope="col">
                      {weekWords(week)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {load.units.map((unit) => (
                  <tr key={unit.name}>
                    <th scope="row">
                      {unit.name} <MarkSign mark={unit.mark} />
                    </th>
                    {unit.weeks.map((count, i) => (
                      <td key={load.weeks[i]}>{count}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p>
            <Link to={paths.units}>看全部单位</Link>
          </p>
        </details>
      )}
    </section>
  );
}

/** `11月23日起` */
export function weekWords(day: string): string {
  const [, month, date] = day.split('-');
  return `${Number(month)}月${Number(date)}日起`;
}

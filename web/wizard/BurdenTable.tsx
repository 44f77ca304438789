import { useState } from 'react';
import type { Year } from './useRehearsal.ts';

type Burden = Year['burden'];

const SHOWN = 12;

/** What each unit is asked for, by month and in its busiest week, against the limit. */
export function BurdenTable({ burden }: { readonly burden: Burden }) {
  const [all, setAll] = useState(false);
  const { units, more, limit, words } = burden;
  const shown = all ? units : units.slice(0, SHOWN);
  const months = [...new Set(units.flatMap((unit) => Object.keys(unit.months)))].sort();
  const most = Math.max(1, ...units.flatMap((unit) => Object.values(unit.months)));
  return (
    <section className="card" aria-labelledby="wizard-burden">
      <h2 id="wizard-burden">各单位负担（每周上限 {limit} 份）</h2>
      <p>{words}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label="各单位负担">
        <table className="list">
          <thead>
            <tr>
              <th scope="col">单位（由忙到闲）</th>
              <th scope="col">任务</th>
              <th scope="col">全年要报</th>
              <th scope="col">最忙的一周</th>
              <th scope="col">对照上限</th>
              <th scope="col">各月（{rangeWords(months)}）</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <tr key={unit.unit}>
                <th scope="row">{unit.name}</th>
                <td className="wizard-number">{unit.tasks} 项</td>
                <td className="wizard-number">{unit.total} 份</td>
                <td>
                  {unit.peakWeek.count} 份（{unit.peakWeek.from} 起）
                </td>
                <td>
                  <Meter count={unit.peakWeek.count} limit={limit} weeks={unit.over} />
                </td>
                <td>
                  <Months unit={unit} months={months} most={most} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {units.length > SHOWN ? (
        <button type="button" className="plain" onClick={() => setAll(!all)}>
          {all ? '只看最忙的' : `列出 ${units.length} 家`}
        </button>
      ) : null}
      {more > 0 ? <p className="quiet">另有 {more} 家较闲的没有列出。</p> : null}
    </section>
  );
}

function Meter(props: { readonly count: number; readonly limit: number; readonly weeks: number }) {
  const { count, limit, weeks } = props;
  const share = Math.min(1, count / (2 * limit));
  return (
    <>
      <span className="wizard-meter" aria-hidden="true">
        <span
          className={count > limit ? 'wizard-full' : undefined}
          style={{ width: `${share * 100}%` }}
        />
      </span>{' '}
      {count > limit ? <span className="wizard-must">▲ 超过 {weeks} 周</span> : '● 不超过'}
    </>
  );
}

function Months(props: {
  readonly unit: Burden['units'][number];
  readonly months: readonly string[];
  readonly most: number;
}) {
  const { unit, months, most } = props;
  const words = months
    .filter((month) => (unit.months[month] ?? 0) > 0)
    .map((month) => `${Number(month.slice(5))}月${unit.months[month]}份`)
    .join('，');
  return (
    <span role="img" aria-label={words} title={words} className="wizard-bars">
      {months.map((month) => (
        <i key={month} style={{ height: `${((unit.months[month] ?? 0) / most) * 100}%` }} />
      ))}
    </span>
  );
}

function rangeWords(months: readonly string[]): string {
  const [first = '', last = ''] = [months[0], months.at(-1)];
  return first === last ? first : `${first} 至 ${last}`;
}

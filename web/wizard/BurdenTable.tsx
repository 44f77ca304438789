import { useState } from 'react';
import { Why } from '../signs/Why.tsx';
import type { Year } from './useRehearsal.ts';

type Burden = Year['burden'];
type Unit = Burden['units'][number];

const SHOWN = 12;
const HEADS = [
  ...['单位（由忙到闲）', '要报', '其中本方案', '已在办的', '最忙的一周', '对照上限'],
  '估计用时',
];

/** What each unit is asked for by this plan and by what runs already, in its busiest week against the limit, and by month. */
export function BurdenTable({ burden }: { readonly burden: Burden }) {
  const [all, setAll] = useState(false);
  const { units, more, limit, words, campaigns, hoursEach } = burden;
  const shown = all ? units : units.slice(0, SHOWN);
  const months = [...new Set(units.flatMap((unit) => Object.keys(unit.months)))].sort();
  const most = Math.max(1, ...units.flatMap((unit) => Object.values(unit.months)));
  return (
    <section className="card" aria-labelledby="wizard-burden">
      <h2 id="wizard-burden">各单位负担（每周上限 {limit} 份）</h2>
      <p>
        {words}
        {campaigns > 0
          ? `已同 ${campaigns} 个在办的专项行动一并计算。`
          : '目前没有别的专项行动要求这些单位报送。'}{' '}
        <Why label="怎么算的">
          一项任务的一次到期报送算一份，同一天到期合报的算一份，联合报送每家各算一份；在办的专项行动只算同一时期的，
          已确认的同一事项只算一份，试运行的不算。上限是每家每周 {limit}{' '}
          份，是本系统为基层减负设的提示线；
          本方案没有再加任务的周，超过上限也不算在本方案上。用时按每份 {hoursEach}{' '}
          小时估计，仅供比较。
        </Why>
      </p>
      <div className="scroll" tabIndex={0} role="region" aria-label="各单位负担">
        <table className="list wizard-load">
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              <th scope="col">
                本方案各月
                <small className="wizard-range">{rangeWords(months)}</small>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((unit) => (
              <UnitRow key={unit.unit} {...{ unit, limit, months, most }} />
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

function UnitRow(props: {
  readonly unit: Unit;
  readonly limit: number;
  readonly months: readonly string[];
  readonly most: number;
}) {
  const { unit, limit, months, most } = props;
  return (
    <tr>
      <th scope="row">{unit.name}</th>
      <td>{unit.total} 份</td>
      <td>
        {unit.added} 份（{unit.tasks} 项任务），占 {unit.share}%
      </td>
      <td>{runningWords(unit)}</td>
      <td>{peakWords(unit)}</td>
      <td>
        <Meter count={unit.peakWeek.count} limit={limit} weeks={unit.over} />
      </td>
      <td>{unit.hours} 小时</td>
      <td>
        <Months unit={unit} months={months} most={most} />
      </td>
    </tr>
  );
}

function runningWords({ running, duplicates, campaigns }: Unit): string {
  if (running === 0) return '没有';
  const merged = duplicates > 0 ? `，同一事项已少报 ${duplicates} 份` : '';
  return `${running} 份（${campaigns} 个行动${merged}）`;
}

/** `2026-03-23 起 5 份，其中本方案 3 份` */
export function peakWords({ peakWeek: { from, count, added } }: Pick<Unit, 'peakWeek'>): string {
  if (from === '') return '没有';
  return `${from} 起 ${count} 份${added < count ? `，其中本方案 ${added} 份` : ''}`;
}

function Meter(props: { readonly count: number; readonly limit: number; readonly weeks: number }) {
  const { count, limit, weeks } = props;
  const share = Math.min(1, count / (2 * limit));
  return (
    <>
      <span className="wizard-meter" aria-hidden="true">
        <span
          className={weeks > 0 ? 'wizard-full' : undefined}
          style={{ width: `${share * 100}%` }}
        />
      </span>{' '}
      {weeks > 0 ? (
        <span className="wizard-must">▲ 超过 {weeks} 周</span>
      ) : count > limit ? (
        '◐ 在办的已超过'
      ) : (
        '● 不超过'
      )}
    </>
  );
}

function Months(props: {
  readonly unit: Unit;
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

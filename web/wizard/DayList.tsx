import { useEffect, useRef } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';

type Item = OutputOf<'showRehearsedDay'>['items'][number];

/** What one day of the rehearsed year brings, for whom and why. */
export function DayList(props: {
  readonly desk: string;
  readonly rehearsal: string;
  readonly day: string;
}) {
  const { day } = props;
  const { data, error, isPending } = useRead('showRehearsedDay', props);
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    own.current?.scrollIntoView({ block: 'nearest' });
  }, [day]);
  const [, month, date] = day.split('-');
  return (
    <section ref={own} className="card" aria-labelledby="wizard-day">
      <h2 id="wizard-day">
        {Number(month)}月{Number(date)}日的清单
      </h2>
      <Failure error={error} />
      {isPending ? <Loading /> : null}
      {data?.day === day && data.items.length === 0 ? <p>这一天没有事。</p> : null}
      {data?.day === day ? (
        <ol className="wizard-list">
          {data.items.map((item, i) => (
            <Line key={`${i} ${item.label}`} item={item} />
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function Line({ item }: { readonly item: Item }) {
  const { time, label, count, measure, units, moreUnits, why } = item;
  return (
    <li>
      {time}　<strong>{label}</strong>　{count > 1 ? `${count}${measure}，` : ''}
      {units.length > 1 ? `${units.length + moreUnits}家` : ''}
      <div>
        {units
          .map(({ unit, tasks, more }) => {
            const rest = more > 0 ? `等${tasks.length + more}项` : '';
            return tasks.length === 0 ? unit : `${unit}（${tasks.join('、')}${rest}）`;
          })
          .join('、')}
        {moreUnits > 0 ? `，另有 ${moreUnits} 家` : ''}
      </div>
      {why === '' ? null : <div className="quiet">{why}</div>}
    </li>
  );
}

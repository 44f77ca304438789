import { useId } from 'react';
import { HOWS, type Arrival } from './arrival.ts';

/** How, when and by what evidence a report came that the office enters for a unit. */
export function ArrivalFields(props: {
  readonly arrival: Arrival;
  readonly latest: string;
  readonly onChange: (arrival: Arrival) => void;
}) {
  const { arrival, latest, onChange } = props;
  const id = useId();
  const set = (part: Partial<Arrival>) => onChange({ ...arrival, ...part });
  return (
    <fieldset className="task-arrival">
      <legend>怎么报来的（记入台账）</legend>
      <p className="acts-field">
        <label htmlFor={`${id}-how`}>来的方式</label>
        <select
          id={`${id}-how`}
          value={arrival.how}
          onChange={(event) => set({ how: event.target.value })}
        >
          <option value="">请选择</option>
          {HOWS.map(([how, words]) => (
            <option key={how} value={how}>
              {words}
            </option>
          ))}
        </select>
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-at`}>实际收到的时间</label>
        <input
          id={`${id}-at`}
          type="datetime-local"
          max={latest}
          value={arrival.at}
          onChange={(event) => set({ at: event.target.value })}
        />
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-evidence`}>依据（为什么由督查室代录，哪里可以查到）</label>
        <input
          id={`${id}-evidence`}
          type="text"
          maxLength={500}
          placeholder="如：收文登记第12号；来电记录，对方联络员口述"
          value={arrival.evidence}
          onChange={(event) => set({ evidence: event.target.value })}
        />
      </p>
      <p className="quiet">收到的时间须由有权的人另行确认；确认以前，按现在录入的时间判定。</p>
    </fieldset>
  );
}

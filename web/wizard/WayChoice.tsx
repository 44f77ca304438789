import { useId } from 'react';
import { useRead } from '../api/hooks.ts';
import type { DeskView } from './steps.ts';
import type { Way } from './useRehearsal.ts';

const WAYS = [
  ['silent', '若全部不报'],
  ['on-time', '若全部按时'],
  ['last-year', '按去年情况'],
  ['mixed', '有早有晚（按抽签）'],
  ['compare-leads', '并列牵头：合报与各报对照'],
] as const satisfies readonly (readonly [Way, string])[];

export function wayOf(search: string | undefined): Way {
  return WAYS.find(([way]) => way === search)?.[0] ?? 'silent';
}

/** How the units are taken to report; 按去年情况 only where the register knows any of them. */
export function WayChoice(props: {
  readonly desk: Pick<DeskView, 'desk'>;
  readonly way: Way;
  readonly onChange: (way: Way) => void;
}) {
  const { desk, way, onChange } = props;
  const id = useId();
  const { data } = useRead('showDeskRecord', { desk: desk.desk });
  const isKnown = data !== undefined && data.why === null;
  return (
    <p className="forms-field wizard-way">
      <label htmlFor={id}>假设各单位</label>
      <select
        id={id}
        value={way}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value as Way)}
      >
        {WAYS.map(([one, words]) => {
          const isOff = one === 'last-year' && !isKnown;
          return (
            <option key={one} value={one} disabled={isOff && way !== one}>
              {words}
              {isOff && data !== undefined ? '（没有记录）' : ''}
            </option>
          );
        })}
      </select>
      <span id={`${id}-hint`} className="forms-hint">
        {data === undefined
          ? ''
          : isKnown
            ? `按去年情况：${data.units} 家报送单位中 ${data.known} 家有记录可照。`
            : `不能按去年情况：${data.why ?? ''}。`}
      </span>
    </p>
  );
}

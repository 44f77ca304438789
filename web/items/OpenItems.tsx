import { useState, type SyntheticEvent } from 'react';
import { call } from '../api/call.ts';
import { useWrite } from '../api/hooks.ts';
import { useCampaign } from '../shell/useCampaign.ts';
import { Failure } from '../signs/Failure.tsx';
import '../acts/style.css';

/** 设立日常督办: a place for items of a year, under the regime and calendar of a campaign that is known. */
export function OpenItems() {
  const { campaigns } = useCampaign();
  const [from, setFrom] = useState('');
  const [year, setYear] = useState('');
  const [failed, setFailed] = useState<unknown>();
  const open = useWrite('openItems');
  if (campaigns.length === 0) return null;
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setFailed(undefined);
    try {
      const [{ regime }, { calendar }] = await Promise.all([
        call('showRegime', { campaign: from }),
        call('showCalendar', { campaign: from }),
      ]);
      await open.mutateAsync({ regime, calendar, year: Number(year) });
    } catch (error) {
      setFailed(error);
    }
  };
  return (
    <details className="card">
      <summary>设立日常督办（每年一次）</summary>
      <form aria-label="设立日常督办" onSubmit={(event) => void send(event)}>
        <p className="acts-field">
          <label htmlFor="items-from">沿用哪个专项行动的制度和日历</label>
          <select
            id="items-from"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          >
            <option value="">请选择</option>
            {campaigns.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </p>
        <p className="acts-field">
          <label htmlFor="items-year">年度</label>
          <input
            id="items-year"
            type="number"
            min={2000}
            max={2200}
            required
            value={year}
            onChange={(event) => setYear(event.target.value)}
          />
        </p>
        <Failure error={failed} />
        {open.data === undefined ? null : (
          <p className="acts-done" role="status">
            已设立“{open.data.title}”，可以登记事项。
          </p>
        )}
        <button type="submit" className="acts-button main" disabled={open.isPending}>
          {open.isPending ? '正在设立……' : '设立'}
        </button>
      </form>
    </details>
  );
}

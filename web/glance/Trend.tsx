import { lazy, Suspense } from 'react';
import { ToLedger } from '../marks/ToLedger.tsx';
import { shareText, type TrendPoint } from './view.ts';

const TrendChart = lazy(async () => ({
  default: (await import('./TrendChart.tsx')).TrendChart,
}));

/** 按时率的走势: the table, and a picture that says the same and comes when the figures stand. */
export function Trend({ trend }: { readonly trend: readonly TrendPoint[] }) {
  const judged = trend.filter(({ onTimeShare }) => onTimeShare !== null);
  return (
    <div className="card">
      <h2>按时率走势</h2>
      {judged.length < 2 ? null : (
        <Suspense fallback={<div className="glance-chart" aria-hidden="true" />}>
          <TrendChart trend={judged} />
        </Suspense>
      )}
      {trend.length === 0 ? (
        <p className="quiet">还没有到期的报送，到期判定后这里会出现走势。</p>
      ) : (
        <div className="scroll glance-table" tabIndex={0} role="region" aria-label="各期报送情况">
          <table className="list forms-table">
            <thead>
              <tr>
                <th scope="col">期</th>
                <th scope="col">应报</th>
                <th scope="col">按时</th>
                <th scope="col">迟报</th>
                <th scope="col">未报</th>
                <th scope="col">免报</th>
                <th scope="col">待报</th>
                <th scope="col">按时率</th>
              </tr>
            </thead>
            <tbody>
              {trend.map((point) => (
                <tr key={`${point.duty}/${point.period}`}>
                  <th scope="row">
                    <ToLedger source={point.source}>{point.periodWords}</ToLedger>
                    <span className="quiet"> {point.dutyTitle}</span>
                  </th>
                  <td>{point.counts.expected}</td>
                  <td>{point.counts.onTime}</td>
                  <td>{point.counts.late}</td>
                  <td>{point.counts.missing}</td>
                  <td>{point.counts.exempt}</td>
                  <td>{point.counts.pending}</td>
                  <td>{shareText(point.onTimeShare)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

import type { Year } from './useRehearsal.ts';

/** 按去年情况: whose record was laid over the plan, and what it is. */
export function RecordTable({ record }: { readonly record: NonNullable<Year['record']> }) {
  const { words, lines, campaigns } = record;
  return (
    <section className="card" aria-labelledby="wizard-record">
      <h2 id="wizard-record">按去年情况，照的是什么</h2>
      <p>{words}。</p>
      <p className="quiet">
        每家把自己过去各项任务的按时、迟报、未报照原来的先后套到本方案各期，用完再从头轮；连续几期未报的，推演中也连续。
      </p>
      {lines.length === 0 ? null : (
        <details>
          <summary>
            {lines.length} 家的记录（{campaigns.length} 个专项行动）
          </summary>
          <div className="scroll" tabIndex={0} role="region" aria-label="各单位的记录">
            <table className="list">
              <thead>
                <tr>
                  <th scope="col">单位</th>
                  {['按时', '迟报', '未报'].map((verdict) => (
                    <th key={verdict} scope="col" className="wizard-number">
                      {verdict}
                    </th>
                  ))}
                  <th scope="col">迟报的</th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ unit, onTime, late, missing, lateness }) => (
                  <tr key={unit}>
                    <th scope="row">{unit}</th>
                    <td className="wizard-number">{onTime}</td>
                    <td className="wizard-number">{late}</td>
                    <td className="wizard-number">{missing}</td>
                    <td>{lateness}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}

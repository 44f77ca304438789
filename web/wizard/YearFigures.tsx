import type { Year } from './useRehearsal.ts';

/** The sums of the year beside those of everybody silent and everybody on time. */
export function YearFigures({ year }: { readonly year: Year }) {
  return (
    <section className="card" aria-labelledby="wizard-sums">
      <h2 id="wizard-sums">期限内合计：应报 {year.expected} 项</h2>
      <p>{year.lines[0]}</p>
      {year.perUnit === null ? null : <p className="quiet">{year.perUnit}</p>}
      <div className="scroll" tabIndex={0} role="region" aria-label="期限内合计">
        <table className="list wizard-figures">
          <thead>
            <tr>
              <th scope="col">事项</th>
              <th scope="col" className="wizard-number">
                这样假设
              </th>
              <th scope="col" className="wizard-number">
                若全部不报
              </th>
              <th scope="col" className="wizard-number">
                若全部按时
              </th>
            </tr>
          </thead>
          <tbody>
            {year.figures.map(({ label, count, silent, onTime }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="wizard-number">{count}</td>
                <td className="wizard-number">{silent}</td>
                <td className="wizard-number">{onTime}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

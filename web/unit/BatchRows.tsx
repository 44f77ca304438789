import type { OutputOf } from '../../client/operations.ts';

/** Each row of the workbook: what it would do, or why it cannot. */
export function BatchRows({ view }: { readonly view: OutputOf<'previewBatch'> }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="表中各行">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">行</th>
            <th scope="col">事项</th>
            <th scope="col">报告期</th>
            <th scope="col">结果</th>
            <th scope="col">内容</th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>
                {row.no ?? ''} {row.title}
              </td>
              <td>{row.occasion}</td>
              <td>
                {row.state === 'faulty' ? <strong>▲ {row.stateWords}</strong> : row.stateWords}
                {row.reasons.map((reason) => (
                  <p key={reason}>{reason}</p>
                ))}
              </td>
              <td>{row.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

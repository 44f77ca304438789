import type { OutputOf } from '../../client/operations.ts';
import { instantText } from '../forms/instantText.ts';

type Preview = OutputOf<'previewRegime'>;

const SHOWN = 200;

/** What another regime would change: its own differences, then every instant that moves. */
export function RegimePreview({ preview }: { readonly preview: Preview }) {
  const { differences, counts, tasks, units, joining, suspended, notes, lines } = preview;
  return (
    <section aria-labelledby="regime-preview">
      <h3 id="regime-preview">
        第 {preview.old.version} 版 → 第 {preview.next.version} 版，自 {preview.from} 起
      </h3>
      <p>
        移动 {counts.moved} 处，新增 {counts.appears} 处，取消 {counts.vanishes} 处；涉及 {tasks}{' '}
        项任务、
        {units.length} 家单位。
      </p>
      <h4>制度的不同</h4>
      <ul className="regime-words">
        {differences.map(({ of, id, field, words }) => (
          <li key={`${of} ${id} ${field}`}>{words}</li>
        ))}
      </ul>
      {joining.length > 0 ? <p>新增报送单位：{joining.join('、')}</p> : null}
      {suspended.length > 0 ? <p>暂停中的任务（恢复时另算）：{suspended.join('、')}</p> : null}
      {notes.length > 0 ? (
        <ul className="regime-words">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      <h4>各个时点</h4>
      {lines.length === 0 ? <p>没有时点变动。</p> : <Lines lines={lines.slice(0, SHOWN)} />}
      {lines.length > SHOWN ? (
        <p className="quiet">另有 {lines.length - SHOWN} 处同样会变，没有列出。</p>
      ) : null}
    </section>
  );
}

function Lines({ lines }: { readonly lines: Preview['lines'] }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="各个时点的变动">
      <table className="list">
        <thead>
          <tr>
            <th scope="col">事项</th>
            <th scope="col">变动</th>
            <th scope="col">原时点</th>
            <th scope="col">新时点</th>
            <th scope="col">任务</th>
            <th scope="col">因为</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ words, from, to, tasks, provisional }, i) => (
            <tr key={`${i} ${words.point}`}>
              <td>{words.point}</td>
              <td>{words.change}</td>
              <td>{instantText(from)}</td>
              <td>
                {instantText(to)}
                {provisional.after === true ? '（暂定）' : ''}
              </td>
              <td>{tasks.length === 0 ? '' : `${tasks.length} 项`}</td>
              <td className="quiet">{words.cause}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

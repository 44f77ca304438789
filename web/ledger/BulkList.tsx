import type { OutputOf } from '../../client/operations.ts';
import { instantShort } from '../marks/instantShort.ts';

const MOST = 100;

/** What a bulk act would change: counted, by unit, then line by line; and what is left out, with the reason. */
export function BulkList({ preview }: { readonly preview: OutputOf<'previewBulk'> }) {
  const { tasks, obligations, units, left } = preview;
  const lines = tasks.flatMap((task) => task.changes.map((change) => ({ task, change })));
  return (
    <>
      <p>
        将办理 <strong>{tasks.length}</strong> 项任务、<strong>{obligations}</strong> 期报送，涉及{' '}
        {units.length} 家单位：
        {units.map(({ name, touched }) => `${name} ${touched}`).join('、')}
      </p>
      {lines.length === 0 ? null : (
        <details>
          <summary>逐条查看</summary>
          <div className="scroll" tabIndex={0} role="region" aria-label="逐条变化">
            <table className="list">
              <thead>
                <tr>
                  <th scope="col">任务</th>
                  <th scope="col">哪一期</th>
                  <th scope="col">到期</th>
                  <th scope="col">判定</th>
                </tr>
              </thead>
              <tbody>
                {lines.slice(0, MOST).map(({ task, change }) => (
                  <tr key={`${task.task}/${change.obligation}`}>
                    <th scope="row">
                      {task.no ?? ''} {task.title}
                    </th>
                    <td>{change.occasion}</td>
                    <td>{movedWords(change.due)}</td>
                    <td>
                      {change.verdict.from === change.verdict.to ? '不变' : change.verdict.to}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {lines.length > MOST ? <p className="quiet">等 {lines.length} 条</p> : null}
        </details>
      )}
      {left.length === 0 ? null : (
        <details>
          <summary>{left.length} 项不办，理由如下</summary>
          <ul>
            {left.slice(0, MOST).map(({ task, no, reason }) => (
              <li key={task}>
                {no ?? task}：{reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function movedWords({ from, to }: { readonly from: string | null; readonly to: string | null }) {
  const words = (instant: string | null) => (instant === null ? '待定' : instantShort(instant));
  return from === to ? words(from) : `${words(from)} → ${words(to)}`;
}

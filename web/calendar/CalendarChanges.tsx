import type { OutputOf } from '../../client/operations.ts';
import { dayFull } from '../marks/dayFull.ts';
import { instantShort } from '../marks/instantShort.ts';

const MOST = 100;

/** What another calendar would change: counted, then line by line with the days that make it. */
export function CalendarChanges({ preview }: { readonly preview: OutputOf<'previewCalendar'> }) {
  const { counts, tasks, units, notes, lines } = preview;
  return (
    <>
      <p>
        从{dayFull(preview.from)}起：移动 {counts.moved} 处、新增 {counts.appears} 处、取消{' '}
        {counts.vanishes} 处，暂定转确定 {counts.confirmed} 处；涉及 {tasks} 项任务、{units.length}{' '}
        家单位。
        {counts.atOnce > 0 ? `其中 ${counts.atOnce} 处一经发布立即生效。` : ''}
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {lines.length === 0 ? null : (
        <div className="scroll" tabIndex={0} role="region" aria-label="时点变化">
          <table className="list">
            <thead>
              <tr>
                {['时点', '变化', '由', '到', '原因', '任务'].map((words) => (
                  <th key={words} scope="col">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, MOST).map((line, i) => (
                <tr key={`${line.duty}${line.period}${line.kind}${i}`}>
                  <th scope="row">{line.words.point}</th>
                  <td>{line.words.change}</td>
                  <td>{line.from === null ? '' : instantShort(line.from)}</td>
                  <td>{line.to === null ? '' : instantShort(line.to)}</td>
                  <td>{line.words.cause}</td>
                  <td>{line.tasks.length} 项</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {lines.length > MOST ? <p className="quiet">等 {lines.length} 行</p> : null}
    </>
  );
}

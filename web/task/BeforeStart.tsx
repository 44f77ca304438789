import { useState } from 'react';
import { instantShort } from '../marks/instantShort.ts';
import { useSession } from '../session/useSession.ts';
import { BackfillForm, resultWords } from './BackfillForm.tsx';
import type { TaskView } from './TaskPage.tsx';
import '../acts/style.css';

type Period = TaskView['before'][number];

/** 启动前各期: what was before the start, what the office has entered of it afterwards 补录, and the form for that. */
export function BeforeStart({ task }: { readonly task: TaskView }) {
  const { desk } = useSession();
  const [open, setOpen] = useState<string>();
  const [done, setDone] = useState('');
  const { before } = task;
  if (before.length === 0) return null;
  const mayEnter = desk?.actor === 'office';
  const chosen = before.find(({ obligation }) => obligation === open);
  const finish = (words: string) => {
    setOpen(undefined);
    setDone(words);
  };
  return (
    <details className="card">
      <summary>
        启动前的 {before.length} 期（不计入考核{mayEnter ? '，可凭原有记录补录' : ''}）
      </summary>
      {done === '' ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
      <div className="scroll" tabIndex={0} role="region" aria-label="启动前各期">
        <table className="list">
          <thead>
            <tr>
              <th scope="col">哪一期</th>
              <th scope="col">单位</th>
              <th scope="col">到期</th>
              <th scope="col">补录</th>
            </tr>
          </thead>
          <tbody>
            {before.map((period) => (
              <tr key={period.obligation}>
                <th scope="row">
                  {period.period}“{period.duty}”
                </th>
                <td>{period.units.join('、')}</td>
                <td>{instantShort(period.due)}</td>
                <td>
                  <Entries period={period} />
                  {mayEnter ? (
                    <button
                      type="button"
                      className="plain"
                      aria-expanded={open === period.obligation}
                      aria-label={`${wordsFor(period)}：${period.period}“${period.duty}”`}
                      onClick={() => setOpen(period.obligation)}
                    >
                      {wordsFor(period)}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen === undefined ? null : (
        <BackfillForm
          key={chosen.obligation}
          {...{ task, period: chosen, onDone: finish, onClose: () => setOpen(undefined) }}
        />
      )}
    </details>
  );
}

function wordsFor({ entries }: Period): string {
  return entries.length === 0 ? '补录' : '更正';
}

function Entries({ period }: { readonly period: Period }) {
  if (period.entries.length === 0) return <span className="quiet">没有补录 </span>;
  return (
    <ul className="task-entries">
      {period.entries.map(({ unit, result, at, source, enteredAt, corrected }) => (
        <li key={`${unit}${enteredAt}${result}`} className={corrected ? 'task-corrected' : ''}>
          {unit}：{resultWords(result)}
          {at === null ? '' : `，${at} 收到`}，依据：{source}
          <span className="quiet">
            （督查室 {instantShort(enteredAt)} 补录{corrected ? '，已更正' : ''}）
          </span>
        </li>
      ))}
    </ul>
  );
}

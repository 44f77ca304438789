import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import type { FilterName, Filters } from './filters.ts';
import { TaskRow } from './TaskRow.tsx';
import { rowWindow } from './window.ts';

export type TaskLine = OutputOf<'searchTasks'>['tasks'][number];

/** Every row is as high, so that ten thousand need no measuring. */
const ROW = 56;

interface Props {
  readonly campaign: string;
  readonly tasks: readonly TaskLine[];
  readonly total: number;
  readonly chosen: ReadonlySet<string>;
  readonly choosable: boolean;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  readonly filters: Filters;
  readonly set: (name: FilterName, value: string) => void;
  /** Asks for more rows; absent while they are on their way, or all here. */
  readonly onEnd: (() => void) | undefined;
}

/** The rows of the ledger: only those in sight are drawn, further ones are read as one comes near them. */
export function TaskTable(props: Props) {
  const { campaign, tasks, total, chosen, choosable, onChosen, onEnd } = props;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ top: 0, height: 700 });
  const shown = rowWindow(tasks.length, { ...place, row: ROW });
  useEffect(() => {
    setPlace((old) => ({ ...old, height: box.current?.clientHeight ?? old.height }));
  }, [tasks.length]);
  useEffect(() => {
    if (shown.to >= tasks.length - 20) onEnd?.();
  }, [shown.to, tasks.length, onEnd]);
  const choose = (key: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    onChosen(next);
  };
  return (
    <div
      ref={box}
      className="ledger-box"
      tabIndex={0}
      role="region"
      aria-label="任务列表"
      onScroll={({ currentTarget }) =>
        setPlace({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })
      }
    >
      <table className="list ledger-table" aria-rowcount={total + 1}>
        <Head {...props} />
        <tbody>
          <Room height={shown.above} />
          {tasks.slice(shown.from, shown.to).map((task, i) => (
            <TaskRow
              key={task.key}
              {...{ campaign, task, choosable }}
              place={shown.from + i + 2}
              chosen={chosen.has(task.key)}
              onChosen={choose}
            />
          ))}
          <Room height={shown.below} />
        </tbody>
      </table>
      {tasks.length < total ? (
        <p className="quiet ledger-more">
          已读 {tasks.length} / {total} 项，向下滚动继续读取
        </p>
      ) : null}
    </div>
  );
}

function Room({ height }: { readonly height: number }) {
  return height === 0 ? null : (
    <tr aria-hidden="true" style={{ height }}>
      <td />
    </tr>
  );
}

const COLUMNS = [
  ['plan', '任务'],
  ['', '牵头单位'],
  ['level', '亮灯'],
  ['due', '下次到期'],
  ['missing', '按时 · 迟报 · 未报'],
  ['reported', '最近报送'],
  ['', '当前步骤'],
] as const;

function Head({ tasks, chosen, choosable, onChosen, filters, set }: Props) {
  const all = tasks.length > 0 && tasks.every(({ key }) => chosen.has(key));
  const { sort = 'plan', order = 'asc' } = filters;
  return (
    <thead>
      <tr>
        {choosable ? (
          <th scope="col" className="ledger-tick">
            <input
              type="checkbox"
              aria-label="选中已读出的全部任务"
              checked={all}
              onChange={() => onChosen(all ? new Set() : new Set(tasks.map(({ key }) => key)))}
            />
          </th>
        ) : null}
        {COLUMNS.map(([id, words]) => (
          <th
            key={words}
            scope="col"
            aria-sort={
              id !== '' && id === sort ? SORTS[order === 'desc' ? 'desc' : 'asc'] : undefined
            }
          >
            {id === '' ? (
              words
            ) : (
              <button
                type="button"
                className="ledger-sort"
                onClick={() =>
                  id === sort ? set('order', order === 'desc' ? '' : 'desc') : set('sort', id)
                }
              >
                {words} {id === sort ? (order === 'desc' ? '↓' : '↑') : ''}
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const SORTS = { asc: 'ascending', desc: 'descending' } as const;

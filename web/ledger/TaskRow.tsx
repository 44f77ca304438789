import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { MarkSign } from '../marks/MarkSign.tsx';
import { WhenText } from '../marks/WhenText.tsx';
import { paths } from '../paths.ts';
import { instantShort } from '../marks/instantShort.ts';
import type { TaskLine } from './TaskTable.tsx';

interface Props {
  readonly campaign: string;
  readonly task: TaskLine;
  /** In the whole list, the head counted. */
  readonly place: number;
  readonly chosen: boolean;
  readonly choosable: boolean;
  readonly onChosen: (key: string, on: boolean) => void;
}

export const TaskRow = memo(function TaskRow(props: Props) {
  const { campaign, task, place, chosen, choosable, onChosen } = props;
  const { counts, why } = task;
  return (
    <tr aria-rowindex={place}>
      {choosable ? (
        <td className="ledger-tick">
          <input
            type="checkbox"
            aria-label={`选中 ${task.no ?? task.key}`}
            checked={chosen}
            onChange={(event) => onChosen(task.key, event.target.checked)}
          />
        </td>
      ) : null}
      <th scope="row" className="ledger-title">
        <span className="ledger-two">
          <Link to={paths.task(campaign, task.key)}>
            {task.no ?? ''} {task.title}
          </Link>
        </span>
      </th>
      <td>
        <span className="ledger-two">{task.lead.join('、')}</span>
      </td>
      <td title={[why.rule, ...why.facts].join('\n')}>
        <MarkSign mark={task.mark} />
        {task.state === 'running' ? null : <span className="quiet"> {task.stateWords}</span>}
      </td>
      <td>
        <span className="ledger-two">
          <WhenText when={task.due} />
        </span>
      </td>
      <td>
        {counts.onTime} · {counts.late} · {counts.missing}
      </td>
      <td>
        {task.reportedAt === null ? (
          <span className="quiet">—</span>
        ) : (
          instantShort(task.reportedAt)
        )}
      </td>
      <td>
        <span className="ledger-two">{task.step ?? ''}</span>
      </td>
    </tr>
  );
});

import type { OutputOf } from '../../client/operations.ts';
import { instantText } from '../forms/instantText.ts';
import { ListTable } from '../lists/ListTable.tsx';
import { agentText } from './agentText.ts';

type Line = OutputOf<'listSessions'>['sessions'][number];

/** Places where somebody is signed in; each may be ended but the one at which one sits. */
export function SessionTable(props: {
  readonly label: string;
  readonly sessions: readonly Line[];
  /** Whether the list is of everybody: then it says whose each is. */
  readonly everybody?: boolean;
  readonly busy: boolean;
  readonly onEnd: (session: string) => void;
}) {
  const { label, sessions, everybody = false, busy, onEnd } = props;
  const heads = ['从哪里', ...(everybody ? ['方式'] : []), '登录', '最近使用', '操作'];
  return (
    <ListTable label={label} heads={everybody ? ['姓名', ...heads] : heads}>
      {sessions.map((line) => (
        <tr key={line.session}>
          {everybody ? (
            <th scope="row">
              {line.name}
              {line.login === null ? '' : `（${line.login}）`}
            </th>
          ) : null}
          <td>
            {agentText(line.agent)}
            <br />
            <span className="quiet">{line.address ?? '本机'}</span>
          </td>
          {everybody ? <td>{line.strength}</td> : null}
          <td className="forms-nowrap">{instantText(line.begunAt)}</td>
          <td className="forms-nowrap">{instantText(line.seenAt)}</td>
          <td>
            {line.own ? (
              '就是这里'
            ) : (
              <button
                type="button"
                className="plain"
                aria-label={everybody ? `结束${line.name}的登录` : '让它退出'}
                disabled={busy}
                onClick={() => onEnd(line.session)}
              >
                {everybody ? '结束' : '让它退出'}
              </button>
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

import type { OutputOf } from '../../client/operations.ts';
import { ListTable } from '../lists/ListTable.tsx';

type Account = OutputOf<'listAccounts'>['accounts'][number];

const HEADS = ['姓名', '登录名', '单位', '手机', '身份', '状态', '操作'];

export function AccountTable(props: {
  readonly accounts: readonly Account[];
  readonly onOpen: (account: string) => void;
}) {
  const { accounts, onOpen } = props;
  return (
    <ListTable label="账号列表" heads={HEADS}>
      {accounts.map((one) => (
        <tr key={one.account}>
          <th scope="row">{one.name}</th>
          <td>{one.login ?? '不登录'}</td>
          <td>{one.unit ?? '—'}</td>
          <td className="forms-nowrap">{one.phone ?? '—'}</td>
          <td>{one.roles.length === 0 ? '还没有授权' : one.roles.join('、')}</td>
          <td>{one.stateLabel}</td>
          <td>
            <button
              type="button"
              className="plain"
              aria-label={`办理：${one.name}`}
              onClick={() => onOpen(one.account)}
            >
              办理
            </button>
          </td>
        </tr>
      ))}
    </ListTable>
  );
}

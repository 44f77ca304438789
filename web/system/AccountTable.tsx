import type { OutputOf } from '../../client/operations.ts';

type Account = OutputOf<'listAccounts'>['accounts'][number];

export function AccountTable(props: {
  readonly accounts: readonly Account[];
  readonly next: string | null;
  readonly onOpen: (account: string) => void;
  readonly onNext: (after: string) => void;
}) {
  const { accounts, next, onOpen, onNext } = props;
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="账号列表">
        <table className="list forms-table">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">登录名</th>
              <th scope="col">单位</th>
              <th scope="col">手机</th>
              <th scope="col">身份</th>
              <th scope="col">状态</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((one) => (
              <tr key={one.account}>
                <th scope="row">{one.name}</th>
                <td>{one.login ?? '不登录'}</td>
                <td>{one.unit ?? '—'}</td>
                <td className="forms-nowrap">{one.phone ?? '—'}</td>
                <td>{one.roles.length === 0 ? '还没有授权' : one.roles.join('、')}</td>
                <td>{stateText(one)}</td>
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
          </tbody>
        </table>
      </div>
      {next === null ? null : (
        <p>
          <button type="button" className="forms-other" onClick={() => onNext(next)}>
            下一页
          </button>
        </p>
      )}
    </>
  );
}

function stateText({ state, stateLabel, activated, login }: Account): string {
  if (state !== 'active' || login === null || activated) return stateLabel;
  return `${stateLabel}（本人还没有启用）`;
}

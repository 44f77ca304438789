import { useRead, useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';

/** 接口口令 of everybody: what each may, since when unused, and its end. */
export function Tokens() {
  const { data, error, refetch } = useRead('listTokens', {});
  const revoke = useWrite('revokeToken');
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
  }
  if (data.tokens.length === 0) {
    return (
      <Empty title="没有接口口令">
        <p>有人在“我的账号”里为其他程序生成接口口令以后，会列在这里。</p>
      </Empty>
    );
  }
  return (
    <>
      <Failure error={revoke.error} />
      <div className="scroll" tabIndex={0} role="region" aria-label="接口口令">
        <table className="list forms-table">
          <thead>
            <tr>
              <th scope="col">给谁用</th>
              <th scope="col">属于</th>
              <th scope="col">能做什么</th>
              <th scope="col">有效到</th>
              <th scope="col">最近使用</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {data.tokens.map(({ token, label, name, scopes, endsAt, usedAt }) => (
              <tr key={token}>
                <th scope="row">{label}</th>
                <td>{name}</td>
                <td>{scopes.map((one) => (one === 'read' ? '只查询' : one)).join('、')}</td>
                <td className="forms-nowrap">{instantText(endsAt)}</td>
                <td className="forms-nowrap">{instantText(usedAt)}</td>
                <td>
                  <button
                    type="button"
                    className="plain"
                    aria-label={`停用接口口令：${label}`}
                    disabled={revoke.isPending}
                    onClick={() => revoke.mutate({ token })}
                  >
                    停用
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

import { useRead, useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { agentText } from './agentText.ts';

/** Where one is signed in at present; any of them may be ended. */
export function MySessions() {
  const { data, error, refetch } = useRead('listMySessions', {});
  const end = useWrite('endMySession');
  return (
    <div className="card">
      <h2>我在哪里登录着</h2>
      <Failure error={end.error} />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} again={() => void refetch()} />
        )
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="我的登录">
          <table className="list forms-table">
            <thead>
              <tr>
                <th scope="col">从哪里</th>
                <th scope="col">登录</th>
                <th scope="col">最近使用</th>
                <th scope="col">操作</th>
              </tr>
            </thead>
            <tbody>
              {data.sessions.map(({ session, address, agent, begunAt, seenAt, own }) => (
                <tr key={session}>
                  <td>
                    {agentText(agent)}
                    <br />
                    <span className="quiet">{address ?? '本机'}</span>
                  </td>
                  <td>{instantText(begunAt)}</td>
                  <td>{instantText(seenAt)}</td>
                  <td>
                    {own ? (
                      '就是这里'
                    ) : (
                      <button
                        type="button"
                        className="plain"
                        disabled={end.isPending}
                        onClick={() => end.mutate({ session })}
                      >
                        让它退出
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

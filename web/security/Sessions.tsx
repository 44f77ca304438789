import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { TextField } from '../forms/TextField.tsx';
import { useAddress } from '../forms/useAddress.ts';
import { agentText } from '../session/agentText.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import '../forms/style.css';

type Line = OutputOf<'listSessions'>['sessions'][number];

/** 登录会话: who is signed in from where; any may be ended at once. */
export function Sessions() {
  const [{ words = '' }, change] = useAddress();
  const { data, error, refetch } = useRead('listSessions', {}, { everyMs: 60_000 });
  const end = useWrite('endSession');
  const wanted = words.trim().toLowerCase();
  const fits = ({ name, login, address }: Line) =>
    [name, login ?? '', address ?? ''].some((text) => text.toLowerCase().includes(wanted));
  const shown = data?.sessions.filter(fits) ?? [];
  return (
    <section>
      <h1>{data === undefined ? '登录会话' : `${data.sessions.length} 处登录着`}</h1>
      <div className="forms-filters" role="search">
        <TextField
          label="查找"
          type="search"
          value={words}
          onChange={(text) => change({ words: text })}
          filter
          hint="姓名、登录名或地址。"
        />
      </div>
      <Failure error={error} again={() => void refetch()} />
      <Failure error={end.error} />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : shown.length === 0 ? (
        <Empty title="没有符合的登录">
          <p>有人登录着时会列在这里。</p>
        </Empty>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="登录会话列表">
          <table className="list forms-table">
            <thead>
              <tr>
                <th scope="col">姓名</th>
                <th scope="col">从哪里</th>
                <th scope="col">方式</th>
                <th scope="col">登录</th>
                <th scope="col">最近使用</th>
                <th scope="col">操作</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.session}>
                  <th scope="row">
                    {line.name}
                    {line.login === null ? '' : `（${line.login}）`}
                  </th>
                  <td>
                    {agentText(line.agent)}
                    <br />
                    <span className="quiet">{line.address ?? '本机'}</span>
                  </td>
                  <td>{STRENGTHS[line.strength] ?? line.strength}</td>
                  <td className="forms-nowrap">{instantText(line.begunAt)}</td>
                  <td className="forms-nowrap">{instantText(line.seenAt)}</td>
                  <td>
                    {line.own ? (
                      '您自己'
                    ) : (
                      <button
                        type="button"
                        className="plain"
                        aria-label={`结束${line.name}的登录`}
                        disabled={end.isPending}
                        onClick={() => end.mutate({ session: line.session })}
                      >
                        结束
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const STRENGTHS: Readonly<Record<string, string>> = {
  password: '口令',
  'two-factor': '口令和动态口令',
  oidc: '统一认证',
  'oidc-two-factor': '统一认证和动态口令',
};

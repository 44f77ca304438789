import type { OutputOf } from '../../client/operations.ts';
import { detailName } from './detailWords.ts';

type Entry = OutputOf<'searchAudit'>['entries'][number];

export function AuditTable({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="审计记录">
      <table className="list forms-table audit-table">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">谁</th>
            <th scope="col">从哪里</th>
            <th scope="col">做了什么</th>
            <th scope="col">结果</th>
            <th scope="col">内容</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td className="forms-nowrap">{entry.at.slice(0, 19).replace('T', ' ')}</td>
              <td>
                <Who entry={entry} />
              </td>
              <td>{entry.address ?? '本机'}</td>
              <td>
                {entry.label}
                <br />
                <span className="quiet forms-code">{entry.subject}</span>
              </td>
              <td>{entry.result}</td>
              <td>
                <Detail entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In which capacity, and by which account: somebody who is signing in is named by what he signs in to. */
function Who({ entry: { who, login, account, actor } }: { readonly entry: Entry }) {
  const own = actor.startsWith('account:') ? actor.slice('account:'.length) : null;
  const name = login ?? own ?? account;
  return (
    <>
      {who === 'nobody' ? '未登录的人' : who}
      {name === null ? null : <span className="quiet"> {name}</span>}
    </>
  );
}

/** What stood before and after, line by line, and the entry's place in the chain. */
function Detail({ entry: { detail, n, hash, request } }: { readonly entry: Entry }) {
  const lines = linesOf(detail, '');
  return (
    <details>
      <summary>{lines.length === 0 ? '编号' : `${lines.length} 项`}</summary>
      <dl className="audit-detail">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{detailName(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {n === null ? null : (
          <div>
            <dt>链上第 {n} 条</dt>
            <dd className="forms-code">{hash}</dd>
          </div>
        )}
        {request === null ? null : (
          <div>
            <dt>请求</dt>
            <dd className="forms-code">{request}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

function linesOf(value: unknown, name: string): readonly (readonly [string, string])[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      linesOf(inner, name === '' ? key : `${name}.${key}`),
    );
  }
  return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
}

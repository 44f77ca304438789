import { useRead, useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Known } from '../lists/Known.tsx';
import { ListTable } from '../lists/ListTable.tsx';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';

const HEADS = ['给谁用', '属于', '能做什么', '有效到', '最近使用', '操作'];

/** 接口口令 of everybody: what each may, since when unused, and its end. */
export function Tokens() {
  const read = useRead('listTokens', {});
  const revoke = useWrite('revokeToken');
  return (
    <Known of={read}>
      {({ tokens }) =>
        tokens.length === 0 ? (
          <Empty title="没有接口口令">
            <p>有人在“我的账号”里为其他程序生成接口口令以后，会列在这里。</p>
          </Empty>
        ) : (
          <>
            <Failure error={revoke.error} />
            <ListTable label="接口口令" heads={HEADS}>
              {tokens.map(({ token, label, name, scopes, endsAt, usedAt }) => (
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
            </ListTable>
          </>
        )
      }
    </Known>
  );
}

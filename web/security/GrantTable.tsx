import type { OutputOf } from '../../client/operations.ts';
import { useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { ReasonAct } from '../forms/ReasonAct.tsx';
import { Empty } from '../signs/Empty.tsx';

type Grant = OutputOf<'listGrants'>['grants'][number];

export function GrantTable({ grants }: { readonly grants: readonly Grant[] }) {
  if (grants.length === 0) {
    return (
      <Empty title="没有这样的授权">
        <p>在上面选账号和身份，点“授权”。</p>
      </Empty>
    );
  }
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="现有授权">
      <table className="list forms-table">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">登录名</th>
            <th scope="col">身份</th>
            <th scope="col">范围</th>
            <th scope="col">授权时间</th>
            <th scope="col">授权人</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <tr key={grant.grant}>
              <th scope="row">{grant.name}</th>
              <td>{grant.login ?? '不登录'}</td>
              <td>{grant.label}</td>
              <td>{grant.campaign === undefined ? '全部' : grant.campaign}</td>
              <td className="forms-nowrap">{instantText(grant.grantedAt)}</td>
              <td>{grant.grantedBy ?? '首次启用'}</td>
              <td>
                <Revoke grant={grant} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Revoke({ grant: { grant, name, label } }: { readonly grant: Grant }) {
  const revoke = useWrite('revokeRole');
  return (
    <ReasonAct
      label="撤销"
      about={`${name}的${label}`}
      busy={revoke.isPending}
      error={revoke.error}
      onSend={(reason) =>
        revoke.mutateAsync({ grant, reason }).then(
          () => true,
          () => false,
        )
      }
    />
  );
}

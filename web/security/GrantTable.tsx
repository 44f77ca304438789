import type { OutputOf } from '../../client/operations.ts';
import { useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { ReasonAct } from '../forms/ReasonAct.tsx';
import { ListTable } from '../lists/ListTable.tsx';
import { Empty } from '../signs/Empty.tsx';

type Grant = OutputOf<'listGrants'>['grants'][number];

const HEADS = ['姓名', '登录名', '身份', '范围', '授权时间', '授权人', '操作'];

export function GrantTable({ grants }: { readonly grants: readonly Grant[] }) {
  if (grants.length === 0) {
    return (
      <Empty title="没有这样的授权">
        <p>在上面选账号和身份，点“授权”。</p>
      </Empty>
    );
  }
  return (
    <ListTable label="现有授权" heads={HEADS}>
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
    </ListTable>
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

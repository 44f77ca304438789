import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { ListTable } from '../lists/ListTable.tsx';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';

type Line = OutputOf<'listPersons'>['units'][number];

/** 岗位与人员: at which posts a unit receives, and who can be reached there; phones are shown masked. */
export function Persons(props: { readonly campaign: string; readonly units: readonly string[] }) {
  const { campaign, units } = props;
  const { data, error, isPending, refetch } = useRead('listPersons', { campaign });
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  const byId = new Map(data.units.map((line) => [line.unit, line]));
  const shown = units.flatMap((id) => byId.get(id) ?? []);
  const without = shown.filter(({ persons }) => persons.length === 0).length;
  if (shown.length === 0) return <Empty title="没有符合条件的单位" />;
  return (
    <>
      <p className="quiet">
        {without === 0 ? '' : `${without} 家单位还没有登记人员。`}
        人员和电话由系统管理员登记、更正；电话只显示首尾几位，完整号码不在这里显示。
      </p>
      <ListTable
        label="岗位与人员"
        heads={['单位', '岗位', '人员', '电话', '情况']}
        look="units-table"
      >
        {shown.map((line) => (
          <Unit key={line.unit} line={line} />
        ))}
      </ListTable>
    </>
  );
}

function Unit({ line }: { readonly line: Line }) {
  const { name, posts, persons } = line;
  const [first, ...rest] = persons;
  const rows = Math.max(1, persons.length);
  return (
    <>
      <tr>
        <th scope="row" rowSpan={rows}>
          {name}
        </th>
        <td rowSpan={rows}>
          {posts.map(({ part, post, words }) => (
            <div key={part}>
              {post ?? '（空缺）'}{' '}
              <span className="quiet">
                {part}；{words}
              </span>
            </div>
          ))}
        </td>
        {first === undefined ? (
          <td colSpan={3} className="quiet">
            还没有登记人员，通知只进收件箱；可请系统管理员登记，或生成填报链接发给对方。
          </td>
        ) : (
          <Cells person={first} />
        )}
      </tr>
      {rest.map((person, i) => (
        <tr key={`${person.name}${i}`}>
          <Cells person={person} />
        </tr>
      ))}
    </>
  );
}

function Cells({ person }: { readonly person: Line['persons'][number] }) {
  const { name, phone, roles, words } = person;
  return (
    <>
      <td>
        {name}
        {roles.length === 0 ? '' : `（${roles.join('、')}）`}
      </td>
      <td>{phone ?? '—'}</td>
      <td>{words}</td>
    </>
  );
}

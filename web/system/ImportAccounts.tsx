import { useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { TableInput } from '../files/TableInput.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { ImportedAccounts } from './ImportedAccounts.tsx';
import { personsIn, type PersonRow } from './personRows.ts';

const SHOWN = 10;

/** Many accounts out of one table: seen first, then made all at once or not at all. */
export function ImportAccounts({ title = '从表格导入账号' }: { readonly title?: string }) {
  const [rows, setRows] = useState<readonly (readonly string[])[]>([]);
  const write = useWrite('importAccounts');
  const { persons, fault } = personsIn(rows);
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <TableInput
        onRows={(next) => {
          setRows(next);
          write.reset();
        }}
        hint="表头写明 姓名、单位、手机号、登录名，顺序不限。没有登录名的只作联系人，不登录。"
      />
      <Secrecy />
      {rows.length > 0 && fault !== undefined ? (
        <p className="failure" role="alert">
          {fault}
        </p>
      ) : null}
      {persons.length === 0 || write.data !== undefined ? null : <Preview persons={persons} />}
      <Failure error={write.error} />
      {write.data === undefined ? (
        <button
          type="button"
          className="forms-send"
          disabled={persons.length === 0 || write.isPending}
          onClick={() => write.mutate({ rows: [...persons] })}
        >
          {write.isPending ? '正在建立……' : `建立 ${persons.length} 个账号`}
        </button>
      ) : (
        <ImportedAccounts accounts={write.data.accounts} />
      )}
    </section>
  );
}

function Preview({ persons }: { readonly persons: readonly PersonRow[] }) {
  const logins = persons.filter(({ login }) => login !== undefined).length;
  return (
    <>
      <p>
        读到 {persons.length} 人，其中 {logins} 人登录，{persons.length - logins} 人只作联系人。
        {persons.length > SHOWN ? `先看前 ${SHOWN} 人：` : '请核对：'}
      </p>
      <div className="scroll" tabIndex={0} role="region" aria-label="将要建立的账号">
        <table className="list forms-table">
          <thead>
            <tr>
              <th scope="col">姓名</th>
              <th scope="col">单位</th>
              <th scope="col">手机号</th>
              <th scope="col">登录名</th>
            </tr>
          </thead>
          <tbody>
            {persons.slice(0, SHOWN).map((person, place) => (
              <tr key={`${place}/${person.name}`}>
                <th scope="row">{person.name}</th>
                <td>{person.unit ?? '—'}</td>
                <td>{person.phone ?? '—'}</td>
                <td>{person.login ?? '不登录'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { ReasonAct } from '../forms/ReasonAct.tsx';
import { ListTable } from '../lists/ListTable.tsx';
import { Failure } from '../signs/Failure.tsx';

type Asked = OutputOf<'listSubjects'>['subjects'][number];

const HEADS = ['选', '姓名', '身份', '登记的标识', '现在的标识', '谁登记的'];
const SHOWN = 50;

/** 统一认证标识 that the system administrator has written: none holds before it has been looked at here. */
export function SubjectsAsked() {
  const { data, error } = useRead('listSubjects', { limit: SHOWN });
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [done, setDone] = useState('');
  const decide = useWrite('decideSubjects');
  if (data === undefined) return <Failure error={error} />;
  if (data.total === 0) return done === '' ? null : <Done words={done} />;
  const chosen = data.subjects.filter((one) => marked.includes(keyOf(one)));
  const send = (decision: 'confirm' | 'refuse', reason?: string) =>
    decide
      .mutateAsync({
        ...{ decision, ...(reason === undefined ? {} : { reason }) },
        subjects: chosen.map(({ account, subject }) => ({ account, subject })),
      })
      .then(
        ({ decided }) => {
          setDone(`已${decision === 'confirm' ? '确认' : '退回'} ${decided} 个标识。`);
          return true;
        },
        () => false,
      );
  const turn = (one: Asked) =>
    setMarked((old) =>
      old.includes(keyOf(one)) ? old.filter((key) => key !== keyOf(one)) : [...old, keyOf(one)],
    );
  return (
    <div className="card">
      <h2>{data.total} 个统一认证标识等您确认</h2>
      <p className="quiet">
        系统管理员登记的标识，您确认以后才能用来登录。请核对标识确属本人；本人也可以在“我的账号”自己绑定，不必经您确认。
      </p>
      <Done words={done} />
      <ListTable label="待确认的统一认证标识" heads={HEADS}>
        {data.subjects.map((one) => (
          <Row
            key={one.account}
            one={one}
            isChosen={marked.includes(keyOf(one))}
            onTurn={() => turn(one)}
          />
        ))}
      </ListTable>
      {data.next === null ? null : <p className="quiet">先列 {SHOWN} 个，办完会补上。</p>}
      <Failure error={decide.variables?.decision === 'confirm' ? decide.error : null} />
      <div className="forms-row">
        <button
          type="button"
          className="forms-send"
          disabled={decide.isPending || chosen.length === 0}
          onClick={() => void send('confirm')}
        >
          {decide.isPending ? '正在提交……' : `确认选中的 ${chosen.length} 个`}
        </button>
        {chosen.length === data.subjects.length ? null : (
          <button
            type="button"
            className="forms-other"
            onClick={() => setMarked(data.subjects.map(keyOf))}
          >
            全选
          </button>
        )}
        {chosen.length === 0 ? null : (
          <ReasonAct
            label="退回"
            about={`选中的 ${chosen.length} 个标识`}
            busy={decide.isPending}
            error={decide.variables?.decision === 'refuse' ? decide.error : null}
            onSend={(reason) => send('refuse', reason)}
          />
        )}
      </div>
    </div>
  );
}

function keyOf({ account, subject }: Asked): string {
  return `${account} ${subject}`;
}

function Done({ words }: { readonly words: string }) {
  if (words === '') return null;
  return (
    <p className="forms-done" role="status">
      {words}
    </p>
  );
}

function Row(props: {
  readonly one: Asked;
  readonly isChosen: boolean;
  readonly onTurn: () => void;
}) {
  const { one, isChosen, onTurn } = props;
  const { name, login, unit, roles, subject, present, askedBy, askedAt } = one;
  const where = [login, unit].filter((part) => part !== null).join('，');
  return (
    <tr>
      <td>
        <input type="checkbox" aria-label={`选中${name}`} checked={isChosen} onChange={onTurn} />
      </td>
      <th scope="row">
        {name}
        {where === '' ? '' : `（${where}）`}
      </th>
      <td>{roles.length === 0 ? '还没有授权' : roles.join('、')}</td>
      <td>{subject}</td>
      <td>{present ?? '没有'}</td>
      <td>
        {askedBy}
        <br />
        <span className="quiet">{instantText(askedAt)}</span>
      </td>
    </tr>
  );
}

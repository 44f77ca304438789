import { useState, type SyntheticEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useWrite } from '../api/hooks.ts';
import { csvOf } from '../files/csv.ts';
import { saveFile } from '../files/saveFile.ts';
import { instantText } from '../forms/instantText.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';

type Person = OutputOf<'exportPersons'>['persons'][number];

/** A list of persons as a file; that it was taken, and why, stands in the audit. */
export function ExportPersons() {
  const [reason, setReason] = useState('');
  const [phones, setPhones] = useState(false);
  const write = useWrite('exportPersons');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const answer = await write.mutateAsync({ reason, phones }).catch(() => undefined);
    if (answer === undefined) return;
    saveFile('人员名单.csv', csvOf([HEAD, ...answer.persons.map(lineOf)]), 'text/csv');
  };
  return (
    <form className="card" onSubmit={(event) => void send(event)} aria-label="导出人员名单">
      <h2>导出人员名单</h2>
      <p>导出会记入审计：谁、何时、为什么、导出了多少人。</p>
      <TextField label="导出的理由" value={reason} onChange={setReason} maxLength={500} />
      <p>
        <label>
          <input
            type="checkbox"
            checked={phones}
            onChange={(event) => setPhones(event.target.checked)}
          />{' '}
          要完整的手机号（不勾选则隐去中间四位）
        </label>
      </p>
      <Secrecy />
      <Failure error={write.error} />
      {write.data === undefined ? null : (
        <p className="forms-done" role="status">
          已导出 {write.data.persons.length} 人。
        </p>
      )}
      <Send busy={write.isPending}>导出</Send>
    </form>
  );
}

const HEAD = ['姓名', '登录名', '单位', '手机', '身份', '状态', '建账时间'];

function lineOf({ name, login, unit, phone, roles, stateLabel, createdAt }: Person) {
  return [name, login, unit, phone, roles.join('、'), stateLabel, instantText(createdAt)];
}

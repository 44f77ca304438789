import { useState, type SyntheticEvent } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { AccountField } from './AccountField.tsx';

/** 移交: everything that somebody who leaves was granted goes to his successor in one act: every inbox, every gate. */
export function HandOver() {
  const [account, setAccount] = useState('');
  const [successor, setSuccessor] = useState('');
  const [reason, setReason] = useState('');
  const write = useWrite('handOver');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    write.mutate({ account, successor, reason });
  };
  return (
    <form className="card" onSubmit={send} aria-label="移交授权">
      <h2>移交给接任的人</h2>
      <p>原任的全部身份一次转给接任者：收件箱、待批事项、待办都随之过去，原任随即失去这些身份。</p>
      <div className="forms-filters">
        <AccountField label="原任" value={account} onChange={setAccount} />
        <AccountField label="接任" value={successor} onChange={setSuccessor} />
        <TextField label="移交的理由" value={reason} onChange={setReason} maxLength={500} />
      </div>
      <Secrecy />
      <Failure error={write.error} />
      {write.data === undefined ? null : (
        <p className="forms-done" role="status">
          已移交 {write.data.grants} 项：{write.data.desks.join('、')}。
        </p>
      )}
      <Send busy={write.isPending} disabled={account === '' || successor === ''}>
        移交
      </Send>
    </form>
  );
}

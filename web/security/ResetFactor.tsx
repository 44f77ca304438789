import { useState, type SyntheticEvent } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { AccountField } from './AccountField.tsx';

/** 重置动态口令: for somebody whose phone is lost; the password is reset by the system administrator, so that no one resets both. */
export function ResetFactor() {
  const [account, setAccount] = useState('');
  const [reason, setReason] = useState('');
  const write = useWrite('resetActivation');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    write.mutate({ account, what: 'second-factor', reason });
  };
  return (
    <form className="card" onSubmit={send} aria-label="重置动态口令">
      <h2>重置动态口令</h2>
      <p>手机丢失或更换时用。重置后，本人下次登录会重新扫码设置。口令由系统管理员重置。</p>
      <div className="forms-filters">
        <AccountField label="账号" value={account} onChange={setAccount} />
        <TextField label="重置的理由" value={reason} onChange={setReason} maxLength={500} />
      </div>
      <Secrecy />
      <Failure error={write.error} />
      {write.data === undefined ? null : (
        <p className="forms-done" role="status">
          已重置，本人下次登录时重新设置。
        </p>
      )}
      <Send busy={write.isPending} disabled={account === ''}>
        重置
      </Send>
    </form>
  );
}

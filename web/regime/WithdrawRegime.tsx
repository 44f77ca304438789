import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';

/** Takes back what was published and is not in force yet. */
export function WithdrawRegime({ view }: { readonly view: OutputOf<'showRegime'> }) {
  const [reason, setReason] = useState('');
  const withdraw = useWrite('withdrawRegime');
  const { campaign, pending } = view;
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate({ campaign, reason });
      }}
    >
      <h2>
        第 {pending?.regime.version} 版将于 {pending?.from} 生效
      </h2>
      <TextField label="如要撤回，请写明理由" value={reason} onChange={setReason} maxLength={500} />
      <Secrecy />
      <Failure error={withdraw.error} />
      <Send busy={withdraw.isPending}>撤回这一版</Send>
    </form>
  );
}

import { useId, useState, type SyntheticEvent } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';

/** 停用: at once and for good, with the reason that whoever opens the link will read. */
export function Revoke({ link, unit }: { readonly link: string; readonly unit: string }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const revoke = useWrite('revokeLink');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason.trim() !== '') revoke.mutate({ link, reason: reason.trim() });
  };
  if (!open) {
    return (
      <button type="button" className="plain" onClick={() => setOpen(true)}>
        停用<span className="unit-unseen">{unit}的链接</span>
      </button>
    );
  }
  return (
    <form onSubmit={send}>
      <div className="unit-field">
        <label htmlFor={id}>停用理由</label>
        <input
          id={id}
          type="text"
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </div>
      <Failure error={revoke.error} />
      <p className="unit-row">
        <button type="submit" className="unit-button" disabled={revoke.isPending}>
          {revoke.isPending ? '正在停用……' : '确认停用'}
        </button>
        <button type="button" className="plain" onClick={() => setOpen(false)}>
          取消
        </button>
      </p>
    </form>
  );
}

import { useState } from 'react';
import { useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import type { DeskView } from './steps.ts';

/** Puts an import away that nobody wants to start; asked for twice, with a reason. */
export function Discard({ desk: { desk, version } }: { readonly desk: DeskView }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const discard = useWrite('discardDesk');
  if (!open) {
    return (
      <p>
        <button type="button" className="plain" onClick={() => setOpen(true)}>
          不再启动这份方案……
        </button>
      </p>
    );
  }
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        discard.mutate({ desk, version, reason });
      }}
    >
      <h2>作废这次导入</h2>
      <TextField label="理由" value={reason} onChange={setReason} maxLength={500} />
      <Failure error={discard.error} />
      <div className="forms-row">
        <Send busy={discard.isPending}>作废</Send>
        <button type="button" className="forms-other" onClick={() => setOpen(false)}>
          不作废
        </button>
      </div>
    </form>
  );
}

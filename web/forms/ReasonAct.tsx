import { useState, type SyntheticEvent } from 'react';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { Send } from './Send.tsx';
import { TextField } from './TextField.tsx';

/** An act that asks for its reason before it is done; it opens in place, and what was typed stays when it is refused. */
export function ReasonAct(props: {
  readonly label: string;
  /** What it is about, for those who hear the button only. */
  readonly about: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** Answers whether it was done. */
  readonly onSend: (reason: string) => Promise<boolean>;
  readonly hint?: string;
}) {
  const { label, about, busy, error, onSend, hint } = props;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!(await onSend(reason))) return;
    setOpen(false);
    setReason('');
  };
  if (!open) {
    return (
      <button
        type="button"
        className="plain"
        aria-label={`${label}：${about}`}
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
    );
  }
  return (
    <form
      className="forms-reason"
      aria-label={`${label}：${about}`}
      onSubmit={(event) => void send(event)}
    >
      <TextField
        label={`${label}的理由`}
        value={reason}
        onChange={setReason}
        maxLength={500}
        {...(hint === undefined ? {} : { hint })}
      />
      <Secrecy />
      <Failure error={error} />
      <div className="forms-row">
        <Send busy={busy}>确认{label}</Send>
        <button type="button" className="forms-other" onClick={() => setOpen(false)}>
          取消
        </button>
      </div>
    </form>
  );
}

import type { ReactNode } from 'react';
import './style.css';

/** The main act of a form: it cannot be pressed twice while it is being done. */
export function Send(props: {
  readonly busy: boolean;
  readonly children: ReactNode;
  readonly busyWords?: string;
  readonly disabled?: boolean;
}) {
  const { busy, children, busyWords = '正在提交……', disabled = false } = props;
  return (
    <button type="submit" className="forms-send" disabled={busy || disabled}>
      {busy ? busyWords : children}
    </button>
  );
}

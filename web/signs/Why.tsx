import { useId, useState, type ReactNode } from 'react';

/** Why 为什么: opens the reason of a light, a notice or a figure beside it, by click, tap or key. */
export function Why({
  label = '为什么',
  children,
}: {
  readonly label?: string;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <span className="why">
      <button
        type="button"
        className="plain why-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label} <span aria-hidden="true">ⓘ</span>
      </button>
      {open ? (
        <span id={id} className="why-text" role="note">
          {children}
        </span>
      ) : null}
    </span>
  );
}

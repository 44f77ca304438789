import { useEffect, useId, useState } from 'react';
import { OFFSETS } from './regimeParts.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'number' | 'time';
  readonly onCommit: (value: string) => void;
}

/** A field that counts once it is left or Enter is pressed, not letter by letter. */
export function CommitField({ label, value, type = 'text', onCommit }: Props) {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    const now = text.trim();
    if (now !== '' && now !== value) onCommit(now);
  };
  return (
    <p className="forms-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          commit();
        }}
      />
    </p>
  );
}

type Offset = { readonly workdays: number } | { readonly days: number };

/** So many working days, or calendar days: never a bare number. */
export function OffsetField(props: {
  readonly label: string;
  readonly value: Offset;
  readonly onCommit: (value: Offset) => void;
}) {
  const { label, value, onCommit } = props;
  const id = useId();
  const unit = 'days' in value ? 'days' : 'workdays';
  const count = 'days' in value ? value.days : value.workdays;
  const of = (kind: string, number: number): Offset =>
    kind === 'days' ? { days: number } : { workdays: number };
  return (
    <div className="regime-offset">
      <CommitField
        label={label}
        type="number"
        value={String(count)}
        onCommit={(text) => onCommit(of(unit, Number(text)))}
      />
      <p className="forms-field">
        <label htmlFor={id}>单位</label>
        <select id={id} value={unit} onChange={(event) => onCommit(of(event.target.value, count))}>
          {OFFSETS.map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </p>
    </div>
  );
}

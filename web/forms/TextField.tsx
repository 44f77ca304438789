import { useId, type ReactNode } from 'react';
import './style.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'password' | 'tel' | 'date' | 'search';
  readonly hint?: ReactNode;
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric' | 'tel' | 'text';
  readonly maxLength?: number;
  readonly optional?: boolean;
  /** One of the filters of a list: it need not be filled in, and nobody has to be told. */
  readonly filter?: true;
  readonly autoFocus?: boolean;
  /** Words that may be chosen instead of being typed. */
  readonly choices?: readonly string[];
}

/** A line of text with its label above it, and what helps to fill it in below it. */
export function TextField(props: Props) {
  const { label, value, onChange, hint, choices, type = 'text' } = props;
  const { optional = false, filter = false, autoComplete, inputMode, maxLength, autoFocus } = props;
  const id = useId();
  return (
    <p className="forms-field">
      <label htmlFor={id}>
        {label}
        {optional ? '（可不填）' : ''}
      </label>
      <input
        {...{ id, type, value, autoComplete, inputMode, maxLength, autoFocus }}
        required={!optional && !filter}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        list={choices === undefined ? undefined : `${id}-choices`}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="forms-hint">
          {hint}
        </span>
      )}
      {choices === undefined ? null : (
        <datalist id={`${id}-choices`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </p>
  );
}

import { useId } from 'react';
import './style.css';

/** One of several, with its label above it. */
export function ChoiceField(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
  readonly hint?: string;
}) {
  const { label, value, choices, onChange, hint } = props;
  const id = useId();
  return (
    <p className="forms-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="forms-hint">
          {hint}
        </span>
      )}
    </p>
  );
}

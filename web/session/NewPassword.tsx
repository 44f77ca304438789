import { useState } from 'react';
import { TextField } from '../forms/TextField.tsx';

/** A new password: it may be looked at instead of being typed twice. */
export function NewPassword(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rule: string;
  readonly label?: string;
}) {
  const { value, onChange, rule, label = '新口令' } = props;
  const [shown, setShown] = useState(false);
  return (
    <>
      <TextField
        label={label}
        type={shown ? 'text' : 'password'}
        value={value}
        onChange={onChange}
        autoComplete="new-password"
        maxLength={500}
        hint={rule}
      />
      <p className="session-show">
        <label>
          <input
            type="checkbox"
            checked={shown}
            onChange={(event) => setShown(event.target.checked)}
          />{' '}
          显示口令，看一眼有没有输错
        </label>
      </p>
    </>
  );
}

import { isTick, type Ask } from './allowed.ts';
import { FilesAsk } from './FilesAsk.tsx';
import { KnownNames } from './KnownNames.tsx';

interface Props {
  readonly ask: Ask;
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One question of an act, with its label. */
export function AskField(props: Props) {
  const { ask, id, value, onChange } = props;
  if (ask.files !== undefined) return <FilesAsk {...{ ask, rules: ask.files, value, onChange }} />;
  if (isTick(ask)) {
    return (
      <p className="acts-field acts-tick">
        <input
          id={id}
          type="checkbox"
          checked={value === 'true'}
          onChange={(event) => onChange(event.target.checked ? 'true' : '')}
        />{' '}
        <label htmlFor={id}>{ask.label}</label>
      </p>
    );
  }
  return (
    <p className="acts-field">
      <label htmlFor={id}>
        {ask.label}
        {ask.required ? '' : '（可不填）'}
      </label>
      <Input {...props} />
      {ask.hint === undefined ? null : (
        <span id={`${id}-hint`} className="acts-hint">
          {ask.hint}
        </span>
      )}
    </p>
  );
}

function Input({ ask: { kind, label, choices = [], required, hint }, id, value, onChange }: Props) {
  if (kind === 'list' && choices.length > 0) {
    const known = choices.map((choice) => choice.label);
    return <KnownNames {...{ id, label, known, value, onChange }} />;
  }
  switch (kind) {
    case 'choice':
      return (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{required ? '请选择' : '不填'}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      );
    case 'day':
    case 'instant':
    case 'number':
      return (
        <input
          id={id}
          type={TYPES[kind]}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <textarea
          id={id}
          rows={2}
          maxLength={2000}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          placeholder={kind === 'list' ? '一行写一项' : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

const TYPES = { day: 'date', instant: 'datetime-local', number: 'number' } as const;

import { withLine } from './knownLines.ts';

/** Several of the names that are known: typed or chosen one a line, and another line where more are meant. */
export function KnownNames(props: {
  readonly id: string;
  readonly label: string;
  readonly known: readonly string[];
  /** One name a line. */
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const { id, label, known, value, required = false, onChange } = props;
  const lines = value.split('\n');
  return (
    <>
      <datalist id={`${id}-known`}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {lines.map((line, i) => (
        <input
          key={i}
          id={i === 0 ? id : `${id}-${i}`}
          list={`${id}-known`}
          className="acts-known"
          placeholder="输入几个字，从名录中选"
          aria-label={i === 0 ? undefined : `${label}（第 ${i + 1} 个）`}
          required={required && i === 0}
          maxLength={200}
          value={line}
          onChange={(event) => onChange(withLine(lines, i, event.target.value))}
        />
      ))}
      <button
        type="button"
        className="plain"
        disabled={lines.at(-1) === ''}
        onClick={() => onChange(`${value}\n`)}
      >
        再加一个单位
      </button>
    </>
  );
}

import { useId, useState, type SyntheticEvent } from 'react';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import { ConfirmRow } from '../acts/ConfirmRow.tsx';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import '../acts/style.css';

type Result = InputOf<'recordSample'>['result'];

const RESULTS: readonly (readonly [Result, string])[] = [
  ['true', '属实'],
  ['partly', '部分属实'],
  ['false', '不属实'],
  ['unclear', '无法核实'],
];

/** 核查结果 of one report that was drawn: what was found, and how. */
export function OutcomeForm(props: {
  readonly draw: string;
  readonly drawn: OutputOf<'showSample'>['drawn'][number];
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}) {
  const { draw, drawn, onDone, onClose } = props;
  const id = useId();
  const write = useWrite('recordSample');
  const [result, setResult] = useState<Result>();
  const [note, setNote] = useState('');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (result === undefined) return;
    write.mutate(
      { draw, key: drawn.key, result, note },
      { onSuccess: ({ words }) => onDone(words) },
    );
  };
  return (
    <form className="acts-form" aria-label={`登记核查结果：${drawn.title}`} onSubmit={send}>
      <fieldset className="samples-results">
        <legend>核查结果</legend>
        {RESULTS.map(([value, words]) => (
          <label key={value}>
            <input
              type="radio"
              name={id}
              required
              checked={result === value}
              onChange={() => setResult(value)}
            />{' '}
            {words}
          </label>
        ))}
      </fieldset>
      <p className="acts-field">
        <label htmlFor={`${id}-note`}>
          怎么核查的、查到什么{result === 'true' ? '（可不填）' : ''}
        </label>
        <textarea
          id={`${id}-note`}
          rows={2}
          maxLength={1000}
          required={result !== 'true'}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </p>
      <Secrecy />
      <Failure error={write.error} />
      <ConfirmRow busy={write.isPending} words="确认登记" onClose={onClose} />
    </form>
  );
}

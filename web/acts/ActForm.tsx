import { useEffect, useId, useState, type SyntheticEvent } from 'react';
import { useWrite } from '../api/hooks.ts';
import { ConfirmRow } from './ConfirmRow.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import { actInput, unanswered, type Allowed, type Values } from './allowed.ts';
import { AskField } from './AskField.tsx';
import { ReturnLimit } from './ReturnLimit.tsx';

/** What an act still asks, filled in at its place; what was typed stays when it is refused. */
export function ActForm(props: {
  readonly allowed: Allowed;
  /** What was typed before. */
  readonly begun: Values;
  readonly onValues: (values: Values) => void;
  readonly onDone: (words: string, answer: object) => void;
  readonly onClose: () => void;
}) {
  const { allowed, begun, onValues, onDone, onClose } = props;
  const id = useId();
  const [values, setValues] = useState<Values>(begun);
  useEffect(() => onValues(values));
  const [missing, setMissing] = useState<readonly string[]>([]);
  // Which operation it is, the server has said; its input was made there as well.
  const write = useWrite(allowed.operation as 'decide');
  const set = (field: string) => (value: string) =>
    setValues((old) => ({ ...old, [field]: value }));
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const open = unanswered(allowed, values);
    setMissing(open);
    if (open.length > 0) return;
    // awaited here: the form is gone once the list has been read anew
    const answer = await write.mutateAsync(actInput(allowed, values) as never).catch(() => null);
    if (answer !== null) onDone(doneWords(allowed, answer), answer);
  };
  const asked = allowed.asks.filter(
    ({ field }) => field !== 'fields.confirm' || !isReturn(allowed),
  );
  return (
    <form className="acts-form" aria-label={allowed.label} onSubmit={(event) => void send(event)}>
      {asked.map((ask) => (
        <AskField
          key={ask.field}
          {...{ ask, id: `${id}-${ask.field}`, value: values[ask.field] ?? '' }}
          onChange={set(ask.field)}
        />
      ))}
      {isReturn(allowed) ? (
        <ReturnLimit allowed={allowed} values={values} onDay={set('fields.confirm')} />
      ) : null}
      {asked.some(({ kind }) => kind === 'text' || kind === 'list') ? <Secrecy /> : null}
      {missing.length > 0 ? (
        <p className="failure" role="alert">
          还没有填写：{missing.join('、')}
        </p>
      ) : null}
      <Failure error={write.error} />
      <ConfirmRow
        busy={write.isPending}
        words={`确认${allowed.label.split('：')[0] ?? ''}`}
        onClose={onClose}
      />
    </form>
  );
}

/** What the server says has been done; the same request again has been done before. */
function doneWords({ label }: Allowed, answer: object): string {
  const { what, repeated } = answer as { readonly what?: string; readonly repeated?: boolean };
  const about = what === undefined ? '' : `：${what}`;
  return `${repeated === true ? '先前已登记' : '已登记'}“${label}”${about}`;
}

/** A return names a new limit, which whoever returns has to have seen. */
function isReturn({ operation, act }: Allowed): boolean {
  return operation === 'actOnTask' && act === 'return-report';
}

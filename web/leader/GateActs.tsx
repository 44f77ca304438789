import { useId, useState, type SyntheticEvent } from 'react';
import { actInput, unanswered, type Allowed, type Values } from '../acts/allowed.ts';
import { AskField } from '../acts/AskField.tsx';
import '../acts/style.css';
import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';
import type { LeaderGate } from './Gates.tsx';

/** The acts of one matter: large, the invited one first; what an act asks opens below, what was typed stays. */
export function GateActs(props: {
  readonly gate: LeaderGate;
  readonly onDecided: (words: string) => void;
}) {
  const { gate, onDecided } = props;
  const [open, setOpen] = useState<Allowed | undefined>();
  const [values, setValues] = useState<Values>({});
  const acts = gate.acts.toSorted((one, other) => Number(other.main) - Number(one.main));
  return (
    <footer className="leader-acts">
      <div className="acts-row" role="group" aria-label={`决定：${gate.title}`}>
        {acts.map((one) => (
          <button
            key={`${one.operation}/${one.act ?? ''}`}
            type="button"
            className={one.main ? 'acts-button main leader-big' : 'acts-button leader-big'}
            aria-expanded={one === open}
            onClick={() => setOpen(one === open ? undefined : one)}
          >
            {one.label}
          </button>
        ))}
      </div>
      {acts.length === 0 ? <p className="quiet">现在没有您可以办的动作。</p> : null}
      {open === undefined ? null : (
        <Confirm
          key={`${open.operation}/${open.act ?? ''}`}
          {...{ allowed: open, values, onDecided }}
          onValue={(field, value) => setValues((old) => ({ ...old, [field]: value }))}
        />
      )}
    </footer>
  );
}

function Confirm(props: {
  readonly allowed: Allowed;
  readonly values: Values;
  readonly onValue: (field: string, value: string) => void;
  readonly onDecided: (words: string) => void;
}) {
  const { allowed, values, onValue, onDecided } = props;
  const id = useId();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const write = useWrite(allowed.operation as 'decide');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const left = unanswered(allowed, values);
    setMissing(left);
    if (left.length > 0) return;
    // the answer is waited for here: this form is gone once the list has been read anew
    const answer = await write.mutateAsync(actInput(allowed, values) as never).catch(() => null);
    if (answer === null) return;
    const { what, repeated } = answer as { readonly what?: string; readonly repeated?: boolean };
    const about = what === undefined ? '' : `：${what}`;
    onDecided(`${repeated === true ? '先前已登记' : '已登记'}“${allowed.label}”${about}。`);
  };
  return (
    <form className="acts-form" aria-label={allowed.label} onSubmit={(event) => void send(event)}>
      {allowed.asks.map((ask) => (
        <AskField
          key={ask.field}
          {...{ ask, id: `${id}-${ask.field}`, value: values[ask.field] ?? '' }}
          onChange={(value) => onValue(ask.field, value)}
        />
      ))}
      {allowed.asks.some(({ kind }) => kind === 'text' || kind === 'list') ? <Secrecy /> : null}
      {missing.length === 0 ? null : (
        <p className="failure" role="alert">
          还没有填写：{missing.join('、')}
        </p>
      )}
      <Failure error={write.error} />
      <button type="submit" className="acts-button main leader-big" disabled={write.isPending}>
        {write.isPending ? '正在提交……' : `确认${allowed.label}`}
      </button>
    </form>
  );
}

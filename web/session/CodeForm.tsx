import { useState, type SyntheticEvent } from 'react';
import { Send } from '../forms/Send.tsx';
import { Failure } from '../signs/Failure.tsx';
import { CodeField } from './CodeField.tsx';
import { useAct } from './useAct.ts';
import type { Session } from './useSession.ts';

/** The second step of signing in: the six digits of the moment. */
export function CodeForm(props: {
  readonly name: string;
  readonly onDone: (session: Session) => void;
}) {
  const { name, onDone } = props;
  const [code, setCode] = useState('');
  const act = useAct('confirmSecondFactor');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    act.mutate({ code }, { onSuccess: onDone, onError: () => setCode('') });
  };
  return (
    <form onSubmit={send} aria-label="登录第二步">
      <h2>{name}，请输入动态口令</h2>
      <CodeField value={code} onChange={setCode} autoFocus />
      <Failure error={act.error} />
      <Send busy={act.isPending} busyWords="正在核对……">
        继续
      </Send>
    </form>
  );
}

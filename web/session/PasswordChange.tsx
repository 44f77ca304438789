import { useState, type SyntheticEvent } from 'react';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { NewPassword } from './NewPassword.tsx';
import { useAct } from './useAct.ts';
import type { Session } from './useSession.ts';

/** Changes one's own password. */
export function PasswordChange(props: {
  readonly rule: string;
  readonly login: string;
  readonly onDone: (session: Session) => void;
}) {
  const { rule, login, onDone } = props;
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct('changePassword');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    act.mutate({ old, password }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={send} aria-label="更换口令">
      <input type="text" hidden readOnly autoComplete="username" value={login} />
      <TextField
        label="现在的口令"
        type="password"
        value={old}
        onChange={setOld}
        autoComplete="current-password"
        maxLength={500}
      />
      <NewPassword value={password} onChange={setPassword} rule={rule} />
      <Failure error={act.error} />
      <Send busy={act.isPending}>更换口令</Send>
    </form>
  );
}

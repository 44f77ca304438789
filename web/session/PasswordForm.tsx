import { useState, type SyntheticEvent } from 'react';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { useAct } from './useAct.ts';
import type { Session } from './useSession.ts';

/** The login and the password; why it was refused is the server's sentence, such as until when it is locked. */
export function PasswordForm({ onDone }: { readonly onDone: (session: Session) => void }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const act = useAct('signIn');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    act.mutate({ login, password }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={send} aria-label="登录">
      <TextField
        label="登录名"
        value={login}
        onChange={setLogin}
        autoComplete="username"
        maxLength={100}
        autoFocus
      />
      <TextField
        label="口令"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={500}
      />
      <Failure error={act.error} />
      <Send busy={act.isPending} busyWords="正在登录……">
        登录
      </Send>
    </form>
  );
}

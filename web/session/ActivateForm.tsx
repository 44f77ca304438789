import { useState, type SyntheticEvent } from 'react';
import { Send } from '../forms/Send.tsx';
import { Failure } from '../signs/Failure.tsx';
import { CodeField } from './CodeField.tsx';
import { FactorPicture } from './FactorPicture.tsx';
import { NewPassword } from './NewPassword.tsx';
import type { OpenedLink } from './setupLinks.ts';
import { useAct } from './useAct.ts';

/** The holder of a new account sets his password, and his second factor where his role asks for one. */
export function ActivateForm(props: OpenedLink & { readonly onDone: () => void }) {
  const { link, opened, onDone } = props;
  const { name, login, needsSecondFactor, factor, passwordRule } = opened;
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const act = useAct('activateAccount');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const more = needsSecondFactor ? { secret: factor.secret, code } : {};
    const answer = await act.mutateAsync({ link, password, ...more }).catch(() => undefined);
    if (answer !== undefined) onDone();
  };
  return (
    <form className="card" onSubmit={(event) => void send(event)} aria-label="启用账号">
      <h2>{name}，请设置口令</h2>
      <p>
        您的登录名是 <strong>{login}</strong>。设置完就已登录。
      </p>
      <input type="text" hidden readOnly autoComplete="username" value={login ?? ''} />
      <NewPassword label="口令" value={password} onChange={setPassword} rule={passwordRule} />
      {needsSecondFactor ? (
        <>
          <h3>动态口令</h3>
          <p>您的身份能批准或管理，只有口令不够，还要手机上的6位数字。</p>
          <FactorPicture {...factor} />
          <CodeField value={code} onChange={setCode} />
        </>
      ) : null}
      <Failure error={act.error} />
      <Send busy={act.isPending} busyWords="正在启用……">
        启用并登录
      </Send>
    </form>
  );
}

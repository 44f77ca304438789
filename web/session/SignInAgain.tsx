import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { openDoor } from '../api/door.ts';
import { setOver } from '../api/over.ts';
import { Failure } from '../signs/Failure.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { StillNeeded } from './StillNeeded.tsx';
import { useAct } from './useAct.ts';
import type { Session } from './useSession.ts';
import './style.css';

/** Over a page whose session has ended: one signs in again and goes on with what was typed. Somebody else gets a page of his own. */
export function SignInAgain({ session: before }: { readonly session: Session }) {
  const queries = useQueryClient();
  const [begun, setBegun] = useState<Session | undefined>();
  const [words, setWords] = useState('');
  const look = useAct('showSession');
  const take = (session: Session) => {
    if (session.csrf !== null) openDoor({ csrf: session.csrf });
    if (session.needs !== null) return setBegun(session);
    if (session.account !== before.account) return window.location.assign('/');
    setOver(false);
    void queries.invalidateQueries();
  };
  const goOn = () =>
    look.mutate(
      {},
      {
        onSuccess: (session) =>
          session.signedIn ? take(session) : setWords('还没有登录。请先登录。'),
      },
    );
  return (
    <main className="bare session-door">
      <h1>请重新登录</h1>
      <p role="status">
        {before.idleMinutes}{' '}
        分钟没有操作，或登录已满时限，已自动退出。您填写的内容还在，登录后接着办。
      </p>
      <div className="card">
        {begun === undefined ? (
          <PasswordForm onDone={take} />
        ) : (
          <StillNeeded session={begun} onDone={take} onBack={() => setBegun(undefined)} />
        )}
        <div className="session-oidc">
          <a href="/sign-in" target="_blank" rel="noreferrer">
            在另一页用其他方式登录
          </a>{' '}
          <button type="button" className="plain" disabled={look.isPending} onClick={goOn}>
            已在另一页登录，继续
          </button>
          <span role="status"> {words}</span>
          <Failure error={look.error} />
        </div>
      </div>
    </main>
  );
}

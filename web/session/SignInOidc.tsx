import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api/call.ts';
import { openDoor } from '../api/door.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { BINDING, FLOW } from './OidcButton.tsx';
import { StillNeeded } from './StillNeeded.tsx';
import type { Session } from './useSession.ts';
import { useAct } from './useAct.ts';
import './style.css';

/** What this tab has gone for, taken once. */
function takenFlow(): { readonly flow: string; readonly binds: boolean } {
  const [binding, signing] = [sessionStorage.getItem(BINDING), sessionStorage.getItem(FLOW)];
  sessionStorage.removeItem(BINDING);
  sessionStorage.removeItem(FLOW);
  return { flow: binding ?? signing ?? '-', binds: binding !== null };
}

/** Whoever is signed in here already shows so: without it nothing is written in his session. */
async function openOwn(): Promise<void> {
  const session = await call('showSession', {}).catch(() => undefined);
  if (typeof session?.csrf === 'string') openDoor({ csrf: session.csrf });
}

/** Where the 统一认证 sends one back to: to sign in, or to bind the account that one is signed in with. */
export function SignInOidc() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [begun, setBegun] = useState<Session | undefined>();
  const [binds, setBinds] = useState(false);
  const [signing, binding] = [useAct('oidcFinish'), useAct('finishBinding')];
  const { error } = binds ? binding : signing;
  const asked = useRef(false);
  const take = (session: Session, isBound = false) => {
    if (session.needs !== null) return setBegun(session);
    queries.clear();
    void navigate({ to: isBound ? '/me' : '/' });
  };
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const own = takenFlow();
    const answer = { flow: own.flow, query: window.location.search };
    setBinds(own.binds);
    void openOwn().then(() =>
      (own.binds ? binding : signing).mutate(answer, {
        onSuccess: (session) => take(session, own.binds),
      }),
    );
  });
  return (
    <main className="bare session-door">
      <h1>{binds ? '绑定统一认证' : '统一认证登录'}</h1>
      <div className="card">
        {begun !== undefined ? (
          <StillNeeded session={begun} onDone={take} />
        ) : error === null ? (
          <Loading what="正在核对统一认证的结果" />
        ) : (
          <>
            <Failure error={error} />
            {binds ? <Link to="/me">回到我的账号</Link> : <Link to="/sign-in">回到登录</Link>}
          </>
        )}
      </div>
    </main>
  );
}

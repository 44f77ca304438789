import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { FLOW } from './OidcButton.tsx';
import { StillNeeded } from './StillNeeded.tsx';
import { useAct } from './useAct.ts';
import type { Session } from './useSession.ts';
import './style.css';

/** Where the 统一认证 sends one back to. */
export function SignInOidc() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [begun, setBegun] = useState<Session | undefined>();
  const { mutate, error } = useAct('oidcFinish');
  const asked = useRef(false);
  const take = (session: Session) => {
    if (session.needs !== null) return setBegun(session);
    queries.clear();
    void navigate({ to: '/' });
  };
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const flow = sessionStorage.getItem(FLOW) ?? '-';
    sessionStorage.removeItem(FLOW);
    mutate({ flow, query: window.location.search }, { onSuccess: take });
  });
  return (
    <main className="bare session-door">
      <h1>统一认证登录</h1>
      <div className="card">
        {begun !== undefined ? (
          <StillNeeded session={begun} onDone={take} />
        ) : error === null ? (
          <Loading what="正在核对统一认证的结果" />
        ) : (
          <>
            <Failure error={error} />
            <Link to="/sign-in">回到登录</Link>
          </>
        )}
      </div>
    </main>
  );
}

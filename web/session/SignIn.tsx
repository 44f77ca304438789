import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { openDoor } from '../api/door.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { OidcButton } from './OidcButton.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { StillNeeded } from './StillNeeded.tsx';
import type { Session } from './useSession.ts';
import './style.css';

/** Where somebody wanted to go before he had to sign in; only places of this site. */
function placeIn(from: unknown): string {
  const isOurs = typeof from === 'string' && /^\/(?![/\\])/u.test(from);
  return isOurs && !from.startsWith('/sign-in') ? from : '/';
}

const FRESH =
  '尚未初始化：请用启动时终端显示的三个初始化链接，设好三个管理员账号后再登录。' +
  '链接找不到或已过期的，请重新启动一次，终端会显示新的。';

/** The door 登录: the password, then what the account still needs, then where one wanted to go. */
export function SignIn() {
  const { from }: { readonly from?: string } = useSearch({ strict: false });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [begun, setBegun] = useState<Session | undefined>();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['door'],
    retry: false,
    staleTime: 0,
    queryFn: ({ signal }) => call('showSession', {}, signal),
  });
  const take = (session: Session) => {
    if (session.csrf !== null) openDoor({ csrf: session.csrf });
    if (session.needs !== null) return setBegun(session);
    queries.clear();
    void navigate({ href: placeIn(from) });
  };
  const present = begun ?? data;
  return (
    <main className="bare session-door">
      <h1>督办</h1>
      <div className="card">
        {present === undefined ? (
          isPending ? (
            <Loading what="正在打开" />
          ) : (
            <Failure error={error} again={() => void refetch()} />
          )
        ) : present.signedIn && present.needs !== null ? (
          <StillNeeded session={present} onDone={take} onBack={() => setBegun(undefined)} />
        ) : (
          <>
            {present.fresh ? (
              <p role="status" className="session-fresh">
                {FRESH}
              </p>
            ) : null}
            <PasswordForm onDone={take} />
            {present.oidc === null ? null : <OidcButton label={present.oidc} />}
          </>
        )}
      </div>
      <ul className="quiet session-help">
        <li>忘记口令：请找本单位的系统管理员重置。</li>
        <li>手机丢失、动态口令用不了：请找安全管理员重置。</li>
        <li>只是报送进展：不必登录，打开通知里的填报链接即可。</li>
      </ul>
    </main>
  );
}

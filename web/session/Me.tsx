import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRead } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { MyBinding } from './MyBinding.tsx';
import { MyData } from './MyData.tsx';
import { MySecrets } from './MySecrets.tsx';
import { MySessions } from './MySessions.tsx';
import { MyTokens } from './MyTokens.tsx';
import { StillNeeded } from './StillNeeded.tsx';
import { useSession } from './useSession.ts';
import '../forms/style.css';
import './style.css';

/** 我的账号: what is kept of oneself, and what one signs in with; also where one is sent when something is still needed. */
export function Me() {
  const { data: session } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (session === undefined) return <Loading />;
  if (session.needs !== null) {
    const done = () => {
      queries.clear();
      void navigate({ to: '/' });
    };
    return (
      <section className="session-wide">
        <h1>还差一步</h1>
        <div className="card">
          <StillNeeded session={session} onDone={done} />
        </div>
      </section>
    );
  }
  return (
    <section className="session-wide">
      <h1>我的账号</h1>
      <Own />
      <MySecrets session={session} />
      {session.oidc === null ? null : <Binding />}
      <MySessions />
      <MyTokens />
    </section>
  );
}

function Binding() {
  const { data } = useRead('showMe', {});
  return data === undefined ? null : <MyBinding me={data} />;
}

function Own() {
  const { data, error, refetch } = useRead('showMe', {});
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} again={() => void refetch()} />;
  }
  return <MyData me={data} />;
}

import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call } from '../api/call.ts';
import { closeDoor } from '../api/door.ts';
import { chooseDesk, type Session } from '../session/useSession.ts';
import { homeOf, type DeskOf } from './desks.ts';

/** Who is signed in, in which capacity, and the way out; whoever has no login has nowhere to leave to. */
export function DeskChoice({
  session,
  desk,
}: {
  readonly session: Session;
  readonly desk: DeskOf;
}) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const change = (actor: string) => {
    const next = session.desks.find((one) => one.actor === actor);
    if (next === undefined) return;
    chooseDesk(actor);
    void queries.invalidateQueries();
    void navigate({ to: homeOf(next) });
  };
  const leave = async () => {
    await call('signOut', {}).catch(() => undefined);
    closeDoor();
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <div className="who">
      {session.desks.length > 1 ? (
        <select
          aria-label="身份"
          value={desk.actor}
          onChange={(event) => change(event.target.value)}
        >
          {session.desks.map(({ actor, label }) => (
            <option key={actor} value={actor}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <span>{desk.label}</span>
      )}
      {session.login === null ? null : (
        <>
          <Link to="/me">{session.name}</Link>
          <button type="button" className="plain" onClick={() => void leave()}>
            退出
          </button>
        </>
      )}
    </div>
  );
}

import { Navigate } from '@tanstack/react-router';
import { Loading } from '../signs/Loading.tsx';
import { homeOf } from './desks.ts';
import { useSession } from '../session/useSession.ts';

/** `/`: the first page of the desk at which one sits, or the door. */
export function Start() {
  const { data, isPending, desk } = useSession();
  if (isPending) return <Loading />;
  if (data === undefined || desk === undefined) return <Navigate to="/sign-in" />;
  return <Navigate to={homeOf(desk)} />;
}

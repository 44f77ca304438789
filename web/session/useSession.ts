import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../client/operations.ts';
import { call } from '../api/call.ts';
import { door, openDoor } from '../api/door.ts';
import { setOver } from '../api/over.ts';
import { Problem } from '../api/problem.ts';
import type { DeskOf } from '../shell/desks.ts';

export type Session = OutputOf<'showSession'>;

const CHOSEN = 'duban.desk';
const NOBODY = {
  status: 401,
  title: '没有登录',
  detail: '没有登录，或登录已经过期。请重新登录。',
  code: 'session-none',
} as const;

/** The desk chosen in this tab, or the account's first. */
export function deskIn({ desks }: Pick<Session, 'desks'>): DeskOf | undefined {
  const chosen = sessionStorage.getItem(CHOSEN);
  return desks.find(({ actor }) => actor === chosen) ?? desks[0];
}

export function chooseDesk(actor: string): void {
  sessionStorage.setItem(CHOSEN, actor);
  openDoor({ actor });
}

/** Who has signed in; nobody: `data` is absent and `error` says why. */
export function useSession(enabled = true) {
  const query = useQuery({
    queryKey: ['showSession'],
    enabled,
    retry: false,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const session = await call('showSession', {}, signal);
      if (!session.signedIn) {
        if (door().csrf !== undefined) setOver(true);
        throw new Problem(NOBODY);
      }
      setOver(false);
      const desk = deskIn(session);
      openDoor({
        ...(session.csrf === null ? {} : { csrf: session.csrf }),
        ...(desk === undefined ? {} : { actor: desk.actor }),
      });
      return session;
    },
  });
  const desk = query.data === undefined ? undefined : deskIn(query.data);
  return { ...query, desk };
}

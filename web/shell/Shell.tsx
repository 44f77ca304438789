import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { listenForChanges } from '../api/events.ts';
import { useOver } from '../api/over.ts';
import { watchPresence } from '../api/presence.ts';
import { Loading } from '../signs/Loading.tsx';
import { codeOf } from '../api/problem.ts';
import type { Page } from '../pages.ts';
import { SignInAgain } from '../session/SignInAgain.tsx';
import { chooseDesk, useSession, type Session } from '../session/useSession.ts';
import { isFor, menuOf, type DeskOf } from './desks.ts';
import { DemoBar } from './DemoBar.tsx';
import { DeskChoice } from './DeskChoice.tsx';

const OWN = { queryKey: ['showSession'] } as const;

/** What surrounds a page: head, menu of the desk, and who is signed in. A page of nobody's needs none of it. */
export function Shell({ page, children }: { readonly page: Page; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${page.title} · 督办`;
  }, [page.title]);
  if (page.desks === undefined) return page.bare === true ? children : <Plain>{children}</Plain>;
  return <SignedIn page={page}>{children}</SignedIn>;
}

function Plain({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <DemoBar />
      <main className="bare">{children}</main>
    </>
  );
}

function SignedIn({ page, children }: { readonly page: Page; readonly children: ReactNode }) {
  const { data: session, isPending, error, desk } = useSession();
  if (isPending) return <Loading />;
  if (session === undefined) {
    if (codeOf(error) === 'away') return <Plain>{error?.message}</Plain>;
    return <ToSignIn />;
  }
  if (session.needs !== null && page.path !== '/me') return <Navigate to="/me" />;
  if (desk === undefined) {
    const isOwn = page.path === '/me';
    return <Plain>{isOwn ? children : '您的账号还没有授权，请联系安全管理员。'}</Plain>;
  }
  return (
    <Kept session={session}>
      <Desk session={session} desk={desk} page={page}>
        {isFor(page, desk) ? children : <Elsewhere session={session} page={page} />}
      </Desk>
    </Kept>
  );
}

/** Keeps the page with what was typed in it, out of sight, while its person signs in again. */
function Kept({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const isOver = useOver();
  return (
    <>
      {isOver ? <SignInAgain session={session} /> : null}
      <div className="kept" hidden={isOver}>
        {children}
      </div>
    </>
  );
}

/** To the door, once: the address changes on the way, and a second start would never end. */
function ToSignIn() {
  const navigate = useNavigate();
  const { href } = useLocation();
  const from = useRef(href);
  useEffect(() => {
    void navigate({ to: '/sign-in', search: { from: from.current } });
  }, [navigate]);
  return <Loading />;
}

function Desk(props: {
  readonly session: Session;
  readonly desk: DeskOf;
  readonly page: Page;
  readonly children: ReactNode;
}) {
  const { session, desk, page, children } = props;
  const queries = useQueryClient();
  const isOver = useOver();
  useEffect(() => (isOver ? undefined : listenForChanges(queries)), [queries, desk.actor, isOver]);
  useEffect(() => watchPresence(window, () => void queries.refetchQueries(OWN)), [queries]);
  if (page.bare === true) return children;
  return (
    <>
      <a className="skip" href="#content">
        跳到正文
      </a>
      <DemoBar />
      <header className="head">
        <Link to="/" className="brand">
          督办
        </Link>
        <Menu desk={desk} path={page.path} />
        <DeskChoice session={session} desk={desk} />
      </header>
      <main id="content" className="page" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Menu({ desk, path }: { readonly desk: DeskOf; readonly path: string }) {
  const [open, setOpen] = useState(false);
  const pages = menuOf(desk);
  return (
    <nav className={open ? 'menu open' : 'menu'} aria-label="主菜单">
      <button
        type="button"
        className="menu-button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        菜单
      </button>
      <ul>
        {pages.map((page) => (
          <li key={page.path}>
            <Link
              to={page.path}
              activeOptions={{ exact: true }}
              aria-current={page.path === path ? 'page' : undefined}
              onClick={() => setOpen(false)}
            >
              {page.menu}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A page of another desk: the account may have that desk, too. */
function Elsewhere({ session, page }: { readonly session: Session; readonly page: Page }) {
  const queries = useQueryClient();
  const other = session.desks.find((desk) => isFor(page, desk));
  const change = (actor: string) => {
    chooseDesk(actor);
    void queries.invalidateQueries();
  };
  return (
    <section>
      <h1>这一页不属于您现在的身份</h1>
      {other === undefined ? (
        <p>您的账号没有打开这一页的授权。需要的话，请联系安全管理员。</p>
      ) : (
        <button type="button" onClick={() => change(other.actor)}>
          换到“{other.label}”
        </button>
      )}
    </section>
  );
}

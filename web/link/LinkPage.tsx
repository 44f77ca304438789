import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { closeDoor, openDoor } from '../api/door.ts';
import { DemoBar } from '../shell/DemoBar.tsx';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import type { Entry } from '../unit/content.ts';
import { inOrder } from './inOrder.ts';
import { LinkEntry } from './LinkEntry.tsx';
import './style.css';

const NAME = 'duban.sender';

/** 免登录填报: what stands behind a link in a notice, and nothing else. */
export function LinkPage() {
  return (
    <>
      <DemoBar />
      <main className="link-page">
        <LinkContent />
      </main>
    </>
  );
}

function LinkContent() {
  const token = useToken();
  const [name, setName] = useState(() => sessionStorage.getItem(NAME) ?? '');
  useEffect(() => sessionStorage.setItem(NAME, name), [name]);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['openLink', token],
    enabled: token !== '',
    queryFn: ({ signal }) => {
      openDoor({ link: token });
      return call('openLink', {}, signal);
    },
  });
  if (token === '') {
    return (
      <Empty title="请从收到的通知中点开链接">
        <p>链接没有复制完整，打不开填报页。仍打不开的，请向督查室索取新链接。</p>
      </Empty>
    );
  }
  if (data === undefined) {
    if (isPending) return <Loading />;
    return (
      <>
        <h1>这个链接打不开</h1>
        <Failure error={error} again={() => void refetch()} />
      </>
    );
  }
  return (
    <>
      <header>
        <p className="quiet">{data.title} · 不需要登录</p>
        <h1>
          {data.unit}：{data.words}
        </h1>
      </header>
      <Failure error={error} />
      <p className="link-note">
        这个链接只能办理下列 {data.entries.length} 项，请勿转给其他单位。提交时须写明填报人姓名。
      </p>
      <Entries
        entries={data.entries}
        {...{ name, onName: setName }}
        onSent={() => void refetch()}
      />
    </>
  );
}

/** The entries in the order in which they were opened: what has just been sent stays where it was. */
function Entries(props: {
  readonly entries: readonly Entry[];
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onSent: () => void;
}) {
  const { entries, name, onName, onSent } = props;
  const [opened] = useState(() => entries.map(keyOf));
  return (
    <ul className="unit-list">
      {inOrder(entries, opened, keyOf).map((entry) => (
        <LinkEntry key={keyOf(entry)} {...{ entry, name, onName, onSent }} />
      ))}
    </ul>
  );
}

const keyOf = ({ task, obligation }: Entry) => `${task}/${obligation}`;

/** The fragment of the address: it never leaves the browser but in our own header. */
function useToken(): string {
  const [token, setToken] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    const change = () => setToken(window.location.hash.slice(1));
    window.addEventListener('hashchange', change);
    return () => {
      window.removeEventListener('hashchange', change);
      closeDoor();
    };
  }, []);
  useEffect(() => openDoor({ link: token }), [token]);
  return token;
}

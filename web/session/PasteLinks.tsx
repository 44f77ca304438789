import { useId, useState, type SyntheticEvent } from 'react';
import { Send } from '../forms/Send.tsx';
import { linksIn } from './linksIn.ts';
import type { FirstOffice, Officer } from './setupLinks.ts';

const HINT =
  '第一次启动时，启动窗口里印有三个链接。可以把整段文字一次全部粘贴进来，页面会按顺序带您办完。' +
  '链接丢了，在服务器上重新启动一次，会印出新的。';
const WORDS = { system: '系统管理员', security: '安全管理员', audit: '审计管理员' } as const;

/** Takes the links that the first start has printed, one or all at once. */
export function PasteLinks(props: {
  readonly remaining: readonly Officer[] | undefined;
  readonly office: FirstOffice | undefined;
  readonly onLinks: (text: string) => Promise<void>;
}) {
  const { remaining, office, onLinks } = props;
  const id = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const none = text.trim() !== '' && linksIn(text).length === 0;
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    await onLinks(text);
    setBusy(false);
  };
  const next = remaining?.[0];
  return (
    <form className="card" onSubmit={(event) => void send(event)} aria-label="首次启用">
      <h2>{next === undefined ? '粘贴启用链接' : `下一步：${WORDS[next]}`}</h2>
      {office?.link === undefined ? null : <OfficeLink link={office.link} login={office.login} />}
      <p className="forms-field">
        <label htmlFor={id}>启用链接</label>
        <textarea
          id={id}
          rows={4}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
        <span id={`${id}-hint`} className="forms-hint">
          {HINT}
        </span>
      </p>
      {none ? (
        <p className="failure" role="alert">
          这段文字里没有启用链接。链接是以 http 开头、中间有“#”的一整行。
        </p>
      ) : null}
      <Send busy={busy} disabled={text.trim() === '' || none} busyWords="正在打开……">
        继续
      </Send>
    </form>
  );
}

/** The link by which the first person of the office sets his password: for him, or for the last step of this page. */
export function OfficeLink({ link, login }: { readonly link: string; readonly login: string }) {
  return (
    <p className="session-why">
      督查室账号“{login}”的启用链接（只显示这一次，最后一步会用到，也可以交给本人）：
      <br />
      <code className="session-link">{`${window.location.origin}/setup#${link}`}</code>
    </p>
  );
}

import { Copy } from './Copy.tsx';
import { addressOf, messageOf, type MadeLink } from './linkText.ts';

/** A link that has just been made: it stands here once, and can be copied. */
export function Made({ made, title }: { readonly made: MadeLink; readonly title: string }) {
  const { origin } = window.location;
  return (
    <div className="unit-received" role="status">
      <p>
        <strong>{made.unit}的填报链接</strong>，可填报 {made.obligations.length}{' '}
        项。链接只在这里显示一次：
      </p>
      <p className="link-address">{addressOf(made, origin)}</p>
      <p className="unit-row">
        <Copy text={addressOf(made, origin)} label="复制链接" />
        <Copy text={messageOf(made, title, origin)} label="复制通知文字" />
      </p>
      <ul>
        {made.obligations.map(({ task, obligation, no, title: content, occasion }) => (
          <li key={`${task}/${obligation}`}>
            {no ?? ''} {content}：{occasion}
          </li>
        ))}
      </ul>
    </div>
  );
}

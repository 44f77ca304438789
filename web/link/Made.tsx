import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';

/** A link that has just been made: it stands here once, and can be copied. */
export function Made({ made }: { readonly made: OutputOf<'makeLink'> }) {
  const [copied, setCopied] = useState('');
  const address = `${window.location.origin}${made.path}`;
  const copy = () => {
    const clipboard = (navigator as { readonly clipboard?: Clipboard }).clipboard;
    const work = clipboard?.writeText(address) ?? Promise.reject(new Error('none'));
    work.then(
      () => setCopied('已复制'),
      () => setCopied('请选中上面的链接手工复制'),
    );
  };
  return (
    <div className="unit-received" role="status">
      <p>
        <strong>{made.unit}的填报链接</strong>，可填报 {made.obligations.length}{' '}
        项。链接只在这里显示一次：
      </p>
      <p className="link-address">{address}</p>
      <p className="unit-row">
        <button type="button" className="unit-button" onClick={copy}>
          复制链接
        </button>
        <span>{copied}</span>
      </p>
      <ul>
        {made.obligations.map(({ task, obligation, no, title, occasion }) => (
          <li key={`${task}/${obligation}`}>
            {no ?? ''} {title}：{occasion}
          </li>
        ))}
      </ul>
    </div>
  );
}

import { useState } from 'react';

/** Copies a text; where the browser does not allow it, says how else. */
export function Copy(props: {
  readonly text: string;
  readonly label: string;
  /** What it is of, for those who hear the button only. */
  readonly about?: string;
}) {
  const { text, label, about } = props;
  const [copied, setCopied] = useState('');
  const copy = () => {
    const clipboard = (navigator as { readonly clipboard?: Clipboard }).clipboard;
    const work = clipboard?.writeText(text) ?? Promise.reject(new Error('none'));
    work.then(
      () => setCopied('已复制'),
      () => setCopied('请选中文字手工复制'),
    );
  };
  return (
    <>
      <button
        type="button"
        className="unit-button"
        aria-label={about === undefined ? undefined : `${label}：${about}`}
        onClick={copy}
      >
        {label}
      </button>{' '}
      <span role="status">{copied}</span>
    </>
  );
}

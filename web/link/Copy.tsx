import { useState } from 'react';
import { copyText } from '../files/copyText.ts';

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
    void copyText(text).then((done) => setCopied(done ? '已复制' : '请选中文字手工复制'));
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

import { useState } from 'react';
import { copyText } from '../files/copyText.ts';
import { instantText } from './instantText.ts';
import './style.css';

/** An activation link 启用链接 as it was just made: shown this once, to be handed to its holder. */
export function ActivationLink(props: {
  readonly name: string;
  readonly login: string | null;
  readonly setup: { readonly token: string; readonly endsAt: string };
}) {
  const { name, login, setup } = props;
  const [copied, setCopied] = useState(false);
  const address = activationAddress(setup.token);
  const copy = () => {
    void copyText(address).then(setCopied);
  };
  return (
    <div className="forms-done" role="status">
      <p>
        {name}
        {login === null ? '' : `（登录名 ${login}）`}的启用链接，只显示这一次，
        {instantText(setup.endsAt)} 前有效，请当面或用单位内部方式交给本人：
      </p>
      <p>
        <code className="forms-code">{address}</code>{' '}
        <button type="button" className="plain" onClick={copy}>
          {copied ? '已复制' : '复制'}
        </button>
      </p>
    </div>
  );
}

/** The address stands behind `#`: no server on the way hears of what follows it. */
export function activationAddress(token: string): string {
  return `${window.location.origin}/activate#${token}`;
}

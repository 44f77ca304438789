import { useState, type SyntheticEvent } from 'react';
import { useRead, useWrite } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { instantText } from '../forms/instantText.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { useSession } from './useSession.ts';

/** 接口口令: what other programs of the office come in with on one's behalf; few need it, so it opens by itself only. */
export function MyTokens() {
  const [open, setOpen] = useState(false);
  return (
    <div className="card">
      <h2>让其他程序代我取数</h2>
      <p className="quiet">
        本单位的其他系统要读取督办数据时才用得到，平时不必理会。
        <button type="button" className="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : '打开'}
        </button>
      </p>
      {open ? <Tokens /> : null}
    </div>
  );
}

function Tokens() {
  const { data: session } = useSession();
  const { data, error } = useRead('listTokens', {});
  const revoke = useWrite('revokeToken');
  const own = data?.tokens.filter(({ account }) => account === session?.account) ?? [];
  return (
    <>
      <Failure error={error ?? revoke.error} />
      <ul>
        {own.map(({ token, label, endsAt, usedAt }) => (
          <li key={token}>
            {label}，到 {instantText(endsAt)} 为止，
            {usedAt === null ? '还没有用过' : `最近使用 ${instantText(usedAt)}`}{' '}
            <button
              type="button"
              className="plain"
              disabled={revoke.isPending}
              onClick={() => revoke.mutate({ token })}
            >
              停用
            </button>
          </li>
        ))}
      </ul>
      <NewToken />
    </>
  );
}

const DAYS = [
  ['30', '30 天'],
  ['90', '90 天'],
  ['365', '一年'],
] as const;

function NewToken() {
  const [label, setLabel] = useState('');
  const [days, setDays] = useState('90');
  const make = useWrite('makeToken');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    make.mutate({ label, scopes: ['read'], days: Number(days) });
  };
  return (
    <form onSubmit={send} aria-label="新的接口口令">
      <TextField label="给谁用" value={label} onChange={setLabel} maxLength={100} />
      <ChoiceField label="用多久" value={days} choices={DAYS} onChange={setDays} />
      <p className="quiet">只能查看您能查看的内容，不能代您办理。</p>
      <Failure error={make.error} />
      {make.data === undefined ? null : (
        <div className="forms-done" role="status">
          <p>
            请现在抄下，只显示这一次：<code className="session-link">{make.data.secret}</code>
          </p>
        </div>
      )}
      <Send busy={make.isPending}>生成</Send>
    </form>
  );
}

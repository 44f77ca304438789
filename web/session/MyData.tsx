import { useState, type SyntheticEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useWrite } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';

type Me = OutputOf<'showMe'>;

/** Everything that is kept of a person, as he may see it himself, and what he may correct. */
export function MyData({ me }: { readonly me: Me }) {
  const [correcting, setCorrecting] = useState(false);
  return (
    <div className="card">
      <h2>本人信息</h2>
      <dl className="session-data">
        <dt>登录名</dt>
        <dd>{me.login ?? '—'}</dd>
        <dt>姓名</dt>
        <dd>{me.name}</dd>
        <dt>手机号</dt>
        <dd>{me.phone ?? '没有登记'}</dd>
        <dt>单位</dt>
        <dd>{me.unit ?? '—'}（变动请找系统管理员）</dd>
        <dt>身份</dt>
        <dd>
          {me.grants.length === 0 ? '还没有授权' : me.grants.map(({ label }) => label).join('、')}
          （变动请找安全管理员）
        </dd>
        <dt>建账时间</dt>
        <dd>{instantText(me.createdAt)}</dd>
      </dl>
      {correcting ? (
        <Correct me={me} onDone={() => setCorrecting(false)} />
      ) : (
        <button type="button" className="forms-other" onClick={() => setCorrecting(true)}>
          更正
        </button>
      )}
    </div>
  );
}

function Correct({ me, onDone }: { readonly me: Me; readonly onDone: () => void }) {
  const [name, setName] = useState(me.name);
  const [phone, setPhone] = useState(me.phone ?? '');
  const write = useWrite('correctMe');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const given = phone.trim();
    const answer = await write
      .mutateAsync({ name, phone: given === '' ? null : given })
      .catch(() => undefined);
    if (answer !== undefined) onDone();
  };
  return (
    <form onSubmit={(event) => void send(event)} aria-label="更正本人信息">
      <TextField label="姓名" value={name} onChange={setName} autoComplete="name" maxLength={60} />
      <TextField
        label="手机号"
        type="tel"
        value={phone}
        onChange={setPhone}
        autoComplete="tel"
        optional
        hint="只用来给您发提醒，加密保存；留空就是删去。"
      />
      <Secrecy />
      <Failure error={write.error} />
      <div className="forms-row">
        <Send busy={write.isPending}>保存更正</Send>
        <button type="button" className="forms-other" onClick={onDone}>
          取消
        </button>
      </div>
    </form>
  );
}

import { useState, type SyntheticEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useWrite } from '../api/hooks.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';

type Account = OutputOf<'showAccount'>;

/** What is known of a person, to be corrected; a phone stands masked and is replaced as a whole. */
export function ChangeAccount({ account }: { readonly account: Account }) {
  const [name, setName] = useState(account.name);
  const [login, setLogin] = useState(account.login ?? '');
  const [unit, setUnit] = useState(account.unit ?? '');
  const known = account.subjectAsked ?? account.subject ?? '';
  const [subject, setSubject] = useState(known);
  const [phone, setPhone] = useState('');
  const write = useWrite('changeAccount');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    write.mutate({
      account: account.account,
      name,
      ...(login.trim() === '' ? {} : { login }),
      unit: unit.trim() === '' ? null : unit,
      // its person may have bound another one meanwhile: what was not touched is not written
      ...(subject === known ? {} : { subject: subject.trim() === '' ? null : subject }),
      ...(phone.trim() === '' ? {} : { phone }),
    });
  };
  return (
    <form onSubmit={send} aria-label={`改正账号信息：${account.name}`}>
      <div className="forms-filters">
        <TextField label="姓名" value={name} onChange={setName} maxLength={60} />
        <TextField label="登录名" value={login} onChange={setLogin} maxLength={60} optional />
        <TextField label="单位" value={unit} onChange={setUnit} maxLength={200} optional />
        <TextField
          label="新手机号"
          type="tel"
          value={phone}
          onChange={setPhone}
          optional
          hint={account.phone === null ? '还没有登记。' : `现在是 ${account.phone}，不填就不变。`}
        />
        <TextField
          label="统一认证标识"
          value={subject}
          onChange={setSubject}
          maxLength={300}
          optional
          hint={
            account.subjectAsked === null
              ? '改动须由安全管理员确认，或由本人绑定，才生效；清空立即生效。'
              : `还没有生效，等安全管理员确认或本人绑定。现在生效的：${account.subject ?? '没有'}。`
          }
        />
      </div>
      <Secrecy />
      <Failure error={write.error} />
      {write.data === undefined ? null : (
        <p className="forms-done" role="status">
          已保存。
        </p>
      )}
      <Send busy={write.isPending}>保存</Send>
    </form>
  );
}

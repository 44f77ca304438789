import { useState, type SyntheticEvent } from 'react';
import { useWrite } from '../api/hooks.ts';
import { ActivationLink } from '../forms/ActivationLink.tsx';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Secrecy } from '../signs/Secrecy.tsx';

const EMPTY = { name: '', login: '', unit: '', phone: '', subject: '' };
type Field = keyof typeof EMPTY;

/** One new account; its holder sets the password himself by the link that is shown once. */
export function NewAccount() {
  const [values, setValues] = useState(EMPTY);
  const make = useWrite('createAccount');
  const set = (field: Field) => (value: string) => setValues((old) => ({ ...old, [field]: value }));
  const [made, setMade] = useState('');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const { name, ...rest } = values;
    const given = Object.entries(rest).filter(([, value]) => value.trim() !== '');
    const asked = { name, signsIn: values.login.trim() !== '', ...Object.fromEntries(given) };
    const answer = await make.mutateAsync(asked).catch(() => undefined);
    if (answer === undefined) return;
    setMade(name);
    setValues({ ...EMPTY, unit: values.unit });
  };
  return (
    <form className="card" onSubmit={(event) => void send(event)} aria-label="建立账号">
      <h2>建立账号</h2>
      <div className="forms-filters">
        <TextField label="姓名" value={values.name} onChange={set('name')} maxLength={60} />
        <TextField
          label="登录名"
          value={values.login}
          onChange={set('login')}
          maxLength={60}
          optional
          hint="不填就是只作联系人，不登录。"
        />
        <TextField
          label="单位"
          value={values.unit}
          onChange={set('unit')}
          maxLength={200}
          optional
        />
        <TextField
          label="手机号"
          type="tel"
          value={values.phone}
          onChange={set('phone')}
          optional
        />
        <TextField
          label="统一认证标识"
          value={values.subject}
          onChange={set('subject')}
          maxLength={300}
          optional
          hint="由安全管理员确认，或由本人绑定，才生效。"
        />
      </div>
      <Secrecy />
      <Failure error={make.error} />
      {make.data === undefined ? null : make.data.setup === null ? (
        <p className="forms-done" role="status">
          已建立联系人“{made}”。
        </p>
      ) : (
        <ActivationLink name={made} login={make.data.login} setup={make.data.setup} />
      )}
      <Send busy={make.isPending}>建立</Send>
    </form>
  );
}

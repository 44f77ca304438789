import { useState, type SyntheticEvent } from 'react';
import { openDoor } from '../api/door.ts';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { CodeField } from './CodeField.tsx';
import { FactorPicture } from './FactorPicture.tsx';
import { NewPassword } from './NewPassword.tsx';
import type { FirstOffice, Officer, OpenedLink } from './setupLinks.ts';
import { useAct } from './useAct.ts';

export interface OfficerDone {
  readonly link: string;
  readonly remaining: readonly Officer[];
  readonly first?: FirstOffice;
}

const WHY: Readonly<Record<Officer, string>> = {
  system:
    '系统管理员建立账号、管单位和联系人，但不能授权，也看不到督办内容。三个账号分开，任何一个人都不能既给自己开权限、又抹掉痕迹（三员分立）。人手不够时可由一人先代办，之后换人接手。',
  security:
    '安全管理员决定谁能做什么，但不能建账号，也不能给自己授权：建账号的人和授权的人互相看着。',
  audit: '审计管理员只能看记录、核对记录有没有被改过，什么都不能改：前两位做过的事，由第三位来查。',
};

/** One of the three accounts: its login, its password and its second factor, in one form. */
export function SetupOfficer(props: {
  readonly present: OpenedLink;
  readonly office: FirstOffice | undefined;
  readonly onDone: (done: OfficerDone) => void;
}) {
  const { present, office, onDone } = props;
  const { link, opened } = present;
  const purpose = opened.purpose as Officer;
  const [login, setLogin] = useState<string>(purpose);
  const [name, setName] = useState(opened.label);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [officeLogin, setOfficeLogin] = useState('office');
  const [officeName, setOfficeName] = useState('督查室管理员');
  const act = useAct('completeSetup');
  const send = async (event: SyntheticEvent) => {
    event.preventDefault();
    const { secret } = opened.factor;
    const more = {
      ...(purpose === 'system' ? { first: { login: officeLogin, name: officeName } } : {}),
      ...(purpose === 'security' && office !== undefined ? { grantTo: office.account } : {}),
    };
    const asked = { link, login, name, password, secret, code, ...more };
    const answer = await act.mutateAsync(asked).catch(() => undefined);
    if (answer === undefined) return;
    const { session, first, remaining } = answer;
    if (session.csrf !== null) openDoor({ csrf: session.csrf });
    const made = first === null ? {} : { first: { ...first, link: first.setup.token } };
    onDone({ link, remaining, ...made });
  };
  return (
    <form
      className="card"
      onSubmit={(event) => void send(event)}
      aria-label={`启用${opened.label}`}
    >
      <h2>{opened.label}</h2>
      <p className="session-why">{WHY[purpose]}</p>
      <div className="session-two">
        <TextField label="登录名" value={login} onChange={setLogin} autoComplete="username" />
        <TextField label="姓名" value={name} onChange={setName} autoComplete="off" />
      </div>
      <NewPassword
        label="口令"
        value={password}
        onChange={setPassword}
        rule={opened.passwordRule}
      />
      <h3>动态口令</h3>
      <FactorPicture {...opened.factor} />
      <CodeField value={code} onChange={setCode} />
      {purpose === 'system' ? (
        <>
          <h3>同时建立督查室的第一个账号</h3>
          <div className="session-two">
            <TextField label="督查室登录名" value={officeLogin} onChange={setOfficeLogin} />
            <TextField label="督查室账号姓名" value={officeName} onChange={setOfficeName} />
          </div>
        </>
      ) : null}
      {purpose === 'security' ? <GrantWords office={office} /> : null}
      <Failure error={act.error} />
      <Send busy={act.isPending} busyWords="正在启用……">
        启用{opened.label}
      </Send>
    </form>
  );
}

function GrantWords({ office }: { readonly office: FirstOffice | undefined }) {
  return (
    <p>
      {office === undefined
        ? '还没有督查室的账号。启用之后，请在“授权”页把“督查室管理员”授给它。'
        : `启用的同时，把“督查室管理员”授给账号“${office.login}”。`}
    </p>
  );
}

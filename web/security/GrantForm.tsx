import { useState, type SyntheticEvent } from 'react';
import { useRead, useWrite } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { Send } from '../forms/Send.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { AccountField } from './AccountField.tsx';
import { ROLE_CHOICES, ROLE_HINTS, type RoleName } from './roleChoices.ts';

const NOBODY = { unit: '', post: '', campaign: '' };

/** Grants a role, with the unit or post for which it holds; why it cannot be, the server says. */
export function GrantForm({ account: given }: { readonly account: string }) {
  const { data: holder } = useRead('showAccount', { account: given }, { enabled: given !== '' });
  const [account, setAccount] = useState(given);
  const [role, setRole] = useState<RoleName>('reporter');
  const [bound, setBound] = useState(NOBODY);
  const unit = bound.unit === '' ? (holder?.unit ?? '') : bound.unit;
  const grant = useWrite('grantRole');
  const ofUnit = role === 'reporter' || role === 'head';
  const isApart = role === 'system' || role === 'security' || role === 'audit';
  const set = (field: keyof typeof NOBODY) => (value: string) =>
    setBound((old) => ({ ...old, [field]: value }));
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    grant.mutate({
      account,
      role,
      ...(ofUnit ? { unit } : {}),
      ...(role === 'leader' ? { post: postOf(bound.post) } : {}),
      ...(isApart || bound.campaign.trim() === '' ? {} : { campaign: bound.campaign }),
    });
  };
  return (
    <form className="card" onSubmit={send} aria-label="授权">
      <h2>授权</h2>
      <div className="forms-filters">
        <AccountField label="给谁" value={account} onChange={setAccount} />
        <ChoiceField
          label="身份"
          value={role}
          choices={ROLE_CHOICES}
          hint={ROLE_HINTS[role]}
          onChange={(value) => setRole(value as RoleName)}
        />
        {ofUnit ? <UnitField value={unit} onChange={set('unit')} /> : null}
        {role === 'leader' ? (
          <TextField
            label="职务"
            value={bound.post}
            onChange={set('post')}
            choices={['主要领导']}
            maxLength={200}
            hint="与制度里写的一致，如“主要领导”“区政府分管领导”。"
          />
        ) : null}
        {isApart ? null : <CampaignField value={bound.campaign} onChange={set('campaign')} />}
      </div>
      <Failure error={grant.error} />
      {grant.data === undefined ? null : (
        <p className="forms-done" role="status">
          已授权，立即生效。
        </p>
      )}
      <Send busy={grant.isPending} disabled={account === ''}>
        授权
      </Send>
    </form>
  );
}

function postOf(words: string): string {
  return words.trim() === '主要领导' ? 'principal' : words;
}

interface Field {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function UnitField({ value, onChange }: Field) {
  const { data } = useRead('listContacts', {});
  return (
    <TextField
      label="单位"
      value={value}
      onChange={onChange}
      choices={data?.units.map(({ unit }) => unit) ?? []}
      maxLength={200}
    />
  );
}

function CampaignField({ value, onChange }: Field) {
  return (
    <TextField
      label="只限一个专项行动"
      value={value}
      onChange={onChange}
      optional
      maxLength={60}
      hint="填编号，如 c2026-001；不填就是全部。"
    />
  );
}

import { useState } from 'react';
import { useFilters } from '../address/useFilters.ts';
import { useRead } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { Known } from '../lists/Known.tsx';
import { ListHead } from '../lists/ListHead.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { GrantForm } from './GrantForm.tsx';
import { GrantTable } from './GrantTable.tsx';
import { HandOver } from './HandOver.tsx';
import { ResetFactor } from './ResetFactor.tsx';
import { ROLE_CHOICES } from './roleChoices.ts';
import { SubjectsAsked } from './SubjectsAsked.tsx';
import { Ungranted } from './Ungranted.tsx';

const LIMIT = 50;
const EXPLAIN =
  '您决定谁能做什么，但不能建账号，也不能给自己授权。一个人只能有系统、安全、审计三个管理身份中的一个，' +
  '也不能同时办理督办业务（三员分立）：授不下去时，页面会说明原因。';

/** 授权: who holds what; granted, revoked and handed over here, never to oneself. */
export function Roles() {
  const [{ role, account, after }, change] = useFilters();
  const [open, setOpen] = useState<'hand-over' | 'reset' | undefined>();
  const read = useRead('listGrants', {
    limit: LIMIT,
    ...(role === undefined ? {} : { role: role as 'leader' }),
    ...(after === undefined ? {} : { after }),
  });
  return (
    <section>
      <ListHead title="授权" explain={EXPLAIN}>
        <div className="forms-row">
          <button
            type="button"
            className="forms-other"
            aria-expanded={open === 'hand-over'}
            onClick={() => setOpen(open === 'hand-over' ? undefined : 'hand-over')}
          >
            移交给接任的人
          </button>
          <button
            type="button"
            className="forms-other"
            aria-expanded={open === 'reset'}
            onClick={() => setOpen(open === 'reset' ? undefined : 'reset')}
          >
            重置动态口令
          </button>
        </div>
      </ListHead>
      {open === 'hand-over' ? <HandOver /> : null}
      {open === 'reset' ? <ResetFactor /> : null}
      <SubjectsAsked />
      <Ungranted onChoose={(id) => change({ account: id })} />
      <GrantForm key={account ?? ''} account={account ?? ''} />
      <h2>现有授权</h2>
      <div className="forms-filters" role="search">
        <ChoiceField
          label="身份"
          value={role ?? ''}
          choices={[['', '全部'], ...ROLE_CHOICES]}
          onChange={(value) => change({ role: value, after: '' })}
        />
      </div>
      <Known of={read}>
        {({ grants, next }) => (
          <>
            <GrantTable grants={grants} />
            <PageSteps after={after} next={next} change={change} />
          </>
        )}
      </Known>
    </section>
  );
}

import { useState } from 'react';
import { useFilters } from '../address/useFilters.ts';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { TextField } from '../forms/TextField.tsx';
import { Known } from '../lists/Known.tsx';
import { ListHead } from '../lists/ListHead.tsx';
import { ListTable } from '../lists/ListTable.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { Empty } from '../signs/Empty.tsx';
import { ImportAccounts } from './ImportAccounts.tsx';

const LIMIT = 50;
const EXPLAIN =
  '在这里登记各单位的联系人，再请安全管理员授予“填报员”或“单位负责人”。没有联系人的单位，' +
  '督查室仍可用免登录链接请它报送。';

type Unit = OutputOf<'listContacts'>['units'][number];

/** 单位与联系人: which unit has nobody who may report for it, first. */
export function Contacts() {
  const [{ words, after }, change] = useFilters();
  const [open, setOpen] = useState(false);
  const read = useRead('listContacts', {
    limit: LIMIT,
    ...(words === undefined ? {} : { words }),
    ...(after === undefined ? {} : { after }),
  });
  const uncovered = read.data?.uncovered ?? 0;
  return (
    <section>
      <ListHead
        title={uncovered === 0 ? '单位与联系人' : `${uncovered} 家单位还没有人能报送`}
        explain={EXPLAIN}
      >
        <button
          type="button"
          className="forms-send"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          从表格导入联系人
        </button>
      </ListHead>
      {open ? <ImportAccounts title="从表格导入联系人" /> : null}
      <div className="forms-filters" role="search">
        <TextField
          label="查找"
          type="search"
          value={words ?? ''}
          onChange={(text) => change({ words: text, after: '' })}
          filter
        />
      </div>
      <Known of={read}>
        {({ units, next }) => (
          <>
            {units.length === 0 ? (
              <Empty title={words === undefined ? '还没有单位' : '没有符合的单位'}>
                <p>督查室导入方案以后，方案里的单位会出现在这里；也可以先从表格导入联系人。</p>
              </Empty>
            ) : (
              <UnitTable units={units} />
            )}
            <PageSteps after={after} next={next} change={change} />
          </>
        )}
      </Known>
    </section>
  );
}

/** What a unit still lacks, so that somebody may report for it. */
function wantedOf(contacts: Unit['contacts']): string {
  if (contacts.length === 0) return '缺联系人：请登记';
  return contacts.some(({ login }) => login !== null)
    ? '待授权：请安全管理员授权'
    : '联系人不登录：请督查室用链接请它报送';
}

const HEADS = ['单位', '联系人', '情况', '专项行动'];

function UnitTable({ units }: { readonly units: readonly Unit[] }) {
  return (
    <ListTable label="单位与联系人列表" heads={HEADS}>
      {units.map(({ unit, contacts, covered, campaigns }) => (
        <tr key={unit}>
          <th scope="row">{unit}</th>
          <td>
            {contacts.length === 0 ? '—' : null}
            {contacts.map(({ account, name, roles, login, activated }) => (
              <div key={account}>
                {name}（
                {roles.length > 0 ? roles.join('、') : login === null ? '只作联系人' : '待授权'}
                {login !== null && !activated ? '，本人还没有启用' : ''}）
              </div>
            ))}
          </td>
          <td>{covered ? '有人报送' : wantedOf(contacts)}</td>
          <td>{campaigns.join('、') || '—'}</td>
        </tr>
      ))}
    </ListTable>
  );
}

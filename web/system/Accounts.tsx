import { useRef, useState } from 'react';
import { useFilters } from '../address/useFilters.ts';
import { useRead } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { Known } from '../lists/Known.tsx';
import { ListHead } from '../lists/ListHead.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { Empty } from '../signs/Empty.tsx';
import { AccountPanel } from './AccountPanel.tsx';
import { AccountTable } from './AccountTable.tsx';
import { ExportPersons } from './ExportPersons.tsx';
import { ImportAccounts } from './ImportAccounts.tsx';
import { NewAccount } from './NewAccount.tsx';

type Open = 'new' | 'import' | 'export' | undefined;
const STATES = [
  ['', '全部'],
  ['active', '在用'],
  ['locked', '停用'],
  ['left', '已离任'],
] as const;

const EXPLAIN =
  '这里建立账号、改正信息、办理离任。账号能做什么由安全管理员授权，两件事分给两个人做（三员分立）。';

/** 账号: made, corrected, stopped and left here; what an account may do is granted by somebody else. */
export function Accounts() {
  const [search, change] = useFilters();
  const [open, setOpen] = useState<Open>();
  const opener = useRef<Element | null>(null);
  const { words, state, after, account } = search;
  const read = useRead('listAccounts', {
    ...(words === undefined ? {} : { words }),
    ...(state === undefined ? {} : { state: state as 'active' }),
    ...(after === undefined ? {} : { after }),
  });
  const toggle = (what: Open) => setOpen(open === what ? undefined : what);
  return (
    <section>
      <ListHead title="账号" explain={EXPLAIN}>
        <Tools open={open} onOpen={toggle} />
      </ListHead>
      {open === 'new' ? <NewAccount /> : null}
      {open === 'import' ? <ImportAccounts /> : null}
      {open === 'export' ? <ExportPersons /> : null}
      {account === undefined ? null : (
        <AccountPanel
          key={account}
          account={account}
          onClose={() => {
            change({ account: '' });
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
        />
      )}
      <div className="forms-filters" role="search">
        <TextField
          label="查找"
          type="search"
          value={words ?? ''}
          onChange={(text) => change({ words: text, after: '' })}
          filter
        />
        <ChoiceField
          label="状态"
          value={state ?? ''}
          choices={STATES}
          onChange={(value) => change({ state: value, after: '' })}
        />
      </div>
      <Known of={read}>
        {({ accounts, next }) => (
          <>
            {accounts.length === 0 ? (
              <Empty title="没有符合的账号">
                <p>点“建立账号”新建一个，或点“从表格导入”一次建立一批。</p>
              </Empty>
            ) : (
              <AccountTable
                accounts={accounts}
                onOpen={(id) => {
                  opener.current = document.activeElement;
                  change({ account: id });
                }}
              />
            )}
            <PageSteps after={after} next={next} change={change} />
          </>
        )}
      </Known>
    </section>
  );
}

function Tools(props: { readonly open: Open; readonly onOpen: (what: Open) => void }) {
  const { open, onOpen } = props;
  const tools = [
    ['new', '建立账号', 'forms-send'],
    ['import', '从表格导入', 'forms-other'],
    ['export', '导出', 'forms-other'],
  ] as const;
  return (
    <div className="forms-row">
      {tools.map(([what, words, look]) => (
        <button
          key={what}
          type="button"
          className={look}
          aria-expanded={open === what}
          onClick={() => onOpen(what)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

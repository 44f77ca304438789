import { useState } from 'react';
import { useRead } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { useAddress } from '../forms/useAddress.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { AccountPanel } from './AccountPanel.tsx';
import { AccountTable } from './AccountTable.tsx';
import { ExportPersons } from './ExportPersons.tsx';
import { ImportAccounts } from './ImportAccounts.tsx';
import { NewAccount } from './NewAccount.tsx';
import '../forms/style.css';

type Open = 'new' | 'import' | 'export' | undefined;
const STATES = [
  ['', '全部'],
  ['active', '在用'],
  ['locked', '停用'],
  ['left', '已离任'],
] as const;

/** 账号: made, corrected, stopped and left here; what an account may do is granted by somebody else. */
export function Accounts() {
  const [search, change] = useAddress();
  const [open, setOpen] = useState<Open>();
  const { words, state, after, account } = search;
  const { data, error, refetch } = useRead('listAccounts', {
    ...(words === undefined ? {} : { words }),
    ...(state === undefined ? {} : { state: state as 'active' }),
    ...(after === undefined ? {} : { after }),
  });
  const toggle = (what: Open) => setOpen(open === what ? undefined : what);
  return (
    <section>
      <div className="forms-head">
        <h1>账号</h1>
        <Tools open={open} onOpen={toggle} />
      </div>
      <p className="forms-explain">
        这里建立账号、改正信息、办理离任。账号能做什么由安全管理员授权，两件事分给两个人做（三员分立）。
      </p>
      {open === 'new' ? <NewAccount /> : null}
      {open === 'import' ? <ImportAccounts /> : null}
      {open === 'export' ? <ExportPersons /> : null}
      {account === undefined ? null : (
        <AccountPanel key={account} account={account} onClose={() => change({ account: '' })} />
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
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : data.accounts.length === 0 ? (
        <Empty title="没有符合的账号">
          <p>点“建立账号”新建一个，或点“从表格导入”一次建立一批。</p>
        </Empty>
      ) : (
        <AccountTable
          accounts={data.accounts}
          next={data.next}
          onOpen={(id) => change({ account: id })}
          onNext={(next) => change({ after: next })}
        />
      )}
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

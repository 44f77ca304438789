import { useAddress } from '../address/useAddress.ts';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { useSession } from '../session/useSession.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { BulkPanel } from './BulkPanel.tsx';
import { ExportLedger } from './ExportLedger.tsx';
import { filtersIn, narrowing, withFilter, type FilterName, type Filters } from './filters.ts';
import { FilterBar } from './FilterBar.tsx';
import { SavedViews } from './SavedViews.tsx';
import { TaskTable } from './TaskTable.tsx';
import { useTasks } from './useTasks.ts';
import '../acts/style.css';
import './style.css';

/** 台账: every task of a campaign, filtered and ordered by its address, so that it can be sent to a colleague. */
export function Ledger() {
  const search = useAddress();
  const filters = filtersIn(search);
  const navigate = useNavigate();
  const { campaign, campaigns, isPending, error } = useCampaign();
  const { desk } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const go = (next: Filters) => {
    setChosen(new Set());
    void navigate({ to: '.', search: { campaign, ...next } });
  };
  if (isPending) return <Loading />;
  if (campaign === undefined) return <NoCampaign error={error} />;
  const set = (name: FilterName, value: string) => go(withFilter(filters, name, value));
  const isOffice = desk?.actor === 'office';
  const ended = campaigns.find(({ id }) => id === campaign)?.state === 'ended';
  return (
    <>
      <div className="ledger-head">
        <h1>台账</h1>
        <CampaignChoice />
        <SavedViews page="ledger" filters={filters} onChoose={go} />
        <ExportLedger campaign={campaign} />
      </div>
      <Rows
        {...{ campaign, filters, chosen, set, go }}
        onChosen={setChosen}
        choosable={isOffice && !ended}
      />
    </>
  );
}

function NoCampaign({ error }: { readonly error: unknown }) {
  return (
    <>
      <h1>台账</h1>
      <Failure error={error} />
      <Empty title="还没有专项行动">
        <p>督查室导入方案并启动后，任务会列在这里。</p>
      </Empty>
    </>
  );
}

function Rows(props: {
  readonly campaign: string;
  readonly filters: Filters;
  readonly chosen: ReadonlySet<string>;
  readonly choosable: boolean;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
  readonly set: (name: FilterName, value: string) => void;
  readonly go: (filters: Filters) => void;
}) {
  const { campaign, filters, chosen, choosable, onChosen, set, go } = props;
  const found = useTasks(campaign, filters);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = found;
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  if (isPending) return <Loading what="正在读取台账" />;
  const [first] = data?.pages ?? [];
  if (data === undefined || first === undefined) {
    return <Failure error={error} again={() => void refetch()} />;
  }
  const tasks = data.pages.flatMap((page) => page.tasks);
  return (
    <>
      <FilterBar {...{ filters, set }} chips={first.chips} onClear={() => go({})} />
      <p className="ledger-count" role="status">
        {narrowing(filters) > 0 ? '符合条件' : '共'} <strong>{first.total}</strong> 项
        {first.trial === true ? '（试运行）' : ''}
        {found.isFetching && !isFetchingNextPage ? '　正在更新……' : ''}
      </p>
      <Failure error={error} again={() => void refetch()} />
      {choosable && chosen.size > 0 ? (
        <BulkPanel
          {...{ campaign, filters, chosen, onChosen }}
          total={first.total}
          loaded={tasks.map(({ key }) => key)}
        />
      ) : null}
      {tasks.length === 0 ? (
        <Empty title="没有符合条件的任务">
          <button type="button" className="plain" onClick={() => go({})}>
            清除全部筛选
          </button>
        </Empty>
      ) : (
        <TaskTable
          {...{ campaign, tasks, chosen, choosable, onChosen, filters, set }}
          total={first.total}
          onEnd={hasNextPage && !isFetchingNextPage ? more : undefined}
        />
      )}
    </>
  );
}

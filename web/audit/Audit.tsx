import { useRead } from '../api/hooks.ts';
import { useFilters } from '../address/useFilters.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { AuditTable } from './AuditTable.tsx';
import { ChainCheck } from './ChainCheck.tsx';
import { ExportAudit } from './ExportAudit.tsx';
import { filtersIn } from './filters.ts';
import '../forms/style.css';
import './style.css';

/** 审计: who did what, when, from where, what before and after; whether the chain holds; the same as a file. */
export function Audit() {
  const [search, change] = useFilters();
  const filters = filtersIn(search);
  const { after } = search;
  const { data, error, refetch } = useRead('searchAudit', {
    ...filters,
    ...(after === undefined ? {} : { after: Number(after) }),
  });
  return (
    <section>
      <h1>审计</h1>
      <p className="forms-explain">
        每一次办理、登录、拒绝和导出都记在这里，只能增加，不能改删，一条扣一条。您只看、只查，不能办理。
      </p>
      <div className="audit-tools">
        <ChainCheck />
        <ExportAudit filters={filters} />
      </div>
      <AuditFilters
        key={JSON.stringify(filters)}
        filters={filters}
        acts={data?.acts ?? []}
        onChange={(next) => change({ ...next, after: '' })}
      />
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? (
        error === null ? (
          <Loading what="正在查找" />
        ) : null
      ) : data.entries.length === 0 ? (
        <Empty title="没有符合的记录">
          <p>放宽时间或去掉一些条件再查。</p>
        </Empty>
      ) : (
        <AuditTable entries={data.entries} />
      )}
      <p className="forms-row">
        {after === undefined ? null : (
          <button type="button" className="forms-other" onClick={() => change({ after: '' })}>
            回到最新
          </button>
        )}
        {data === undefined || data.next === null ? null : (
          <button
            type="button"
            className="forms-other"
            onClick={() => change({ after: String(data.next) })}
          >
            更早的记录
          </button>
        )}
      </p>
    </section>
  );
}

import { useRead } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import '../forms/style.css';

/** 流程: those that do not go on, and what to do about each. */
export function StuckProcesses() {
  const { data, error, refetch, isFetching } = useRead('listStuck', {});
  return (
    <section>
      <div className="forms-head">
        <h1>
          {data === undefined || data.stuck.length === 0
            ? '流程'
            : `${data.stuck.length} 个流程停住了`}
        </h1>
        <button
          type="button"
          className="forms-other"
          disabled={isFetching}
          onClick={() => void refetch()}
        >
          {isFetching ? '正在核对……' : '再核对一次'}
        </button>
      </div>
      <p className="forms-explain">
        每项任务、每次约谈和每个专项行动，各是一个会自己往前走的流程。这里核对有没有停住的。
      </p>
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? (
        error === null ? (
          <Loading what="正在核对流程" />
        ) : null
      ) : (
        <>
          <p>{data.words}</p>
          {data.stuck.length === 0 ? (
            <Empty title="没有停住的流程">
              <p>有流程停住时，会在这里写明是哪一个、停在何时、怎么办。</p>
            </Empty>
          ) : (
            <Table stuck={data.stuck} />
          )}
        </>
      )}
    </section>
  );
}

type Stuck = NonNullable<ReturnType<typeof useRead<'listStuck'>>['data']>['stuck'];

function Table({ stuck }: { readonly stuck: Stuck }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="停住的流程">
      <table className="list forms-table">
        <thead>
          <tr>
            <th scope="col">流程</th>
            <th scope="col">怎么了</th>
            <th scope="col">最后一次办理</th>
            <th scope="col">怎么办</th>
          </tr>
        </thead>
        <tbody>
          {stuck.map(({ process, words, statusWords, lastAt, advice }) => (
            <tr key={process}>
              <th scope="row">
                {words}
                <br />
                <span className="quiet forms-code">{process}</span>
              </th>
              <td>▲ {statusWords}</td>
              <td className="forms-nowrap">{instantText(lastAt)}</td>
              <td>{advice}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

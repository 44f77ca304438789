import { useFilters } from '../address/useFilters.ts';
import type { OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Known } from '../lists/Known.tsx';
import { ListHead } from '../lists/ListHead.tsx';
import { ListTable } from '../lists/ListTable.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { Empty } from '../signs/Empty.tsx';

const LIMIT = 50;
const EXPLAIN =
  '每项任务、每次约谈和每个专项行动，各是一个会自己往前走的流程。这里核对有没有停住的。';
const HEADS = ['流程', '怎么了', '最后一次办理', '怎么办'];

/** 流程: those that do not go on, and what to do about each. */
export function StuckProcesses() {
  const [{ after }, change] = useFilters();
  const read = useRead('listStuck', {
    limit: LIMIT,
    ...(after === undefined ? {} : { after }),
  });
  const { data, refetch, isFetching } = read;
  const total = data?.total ?? 0;
  return (
    <section>
      <ListHead title={total === 0 ? '流程' : `${total} 个流程停住了`} explain={EXPLAIN}>
        <button
          type="button"
          className="forms-other"
          disabled={isFetching}
          onClick={() => void refetch()}
        >
          {isFetching ? '正在核对……' : '再核对一次'}
        </button>
      </ListHead>
      <Known of={read} what="正在核对流程">
        {({ words, stuck, next }) => (
          <>
            <p>{words}</p>
            {stuck.length === 0 ? (
              <Empty title="没有停住的流程">
                <p>有流程停住时，会在这里写明是哪一个、停在何时、怎么办。</p>
              </Empty>
            ) : (
              <Table stuck={stuck} />
            )}
            <PageSteps after={after} next={next} change={change} />
          </>
        )}
      </Known>
    </section>
  );
}

function Table({ stuck }: Pick<OutputOf<'listStuck'>, 'stuck'>) {
  return (
    <ListTable label="停住的流程" heads={HEADS}>
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
    </ListTable>
  );
}

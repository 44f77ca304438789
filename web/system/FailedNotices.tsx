import { useFilters } from '../address/useFilters.ts';
import { useRead } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { instantText } from '../forms/instantText.ts';
import { Known } from '../lists/Known.tsx';
import { ListHead } from '../lists/ListHead.tsx';
import { ListTable } from '../lists/ListTable.tsx';
import { PageSteps } from '../lists/PageSteps.tsx';
import { Empty } from '../signs/Empty.tsx';

const LIMIT = 50;
const DAYS = [
  ['7', '近 7 天'],
  ['30', '近 30 天'],
  ['90', '近 90 天'],
  ['366', '近一年'],
] as const;
const EXPLAIN =
  '通知都已存进收件箱，不会丢；这里列出的收件箱现在没有账号能打开。通知的内容不在这里显示。';
const HEADS = ['收件人', '专项行动', '条数', '最近一条', '原因', '怎么办'];

/** 发送失败: notices that nobody can have seen; to whom and how many, nothing of what they say. */
export function FailedNotices() {
  const [{ days = '30', after }, change] = useFilters();
  const read = useRead('listUndelivered', {
    ...{ days: Number(days), limit: LIMIT },
    ...(after === undefined ? {} : { after }),
  });
  const total = read.data?.total ?? 0;
  return (
    <section>
      <ListHead
        title={total === 0 ? '没有人收的通知' : `${total} 条通知没有人收`}
        explain={EXPLAIN}
      />
      <div className="forms-filters">
        <ChoiceField
          label="时间"
          value={days}
          choices={DAYS}
          onChange={(value) => change({ days: value, after: '' })}
        />
      </div>
      <Known of={read}>
        {({ lines, next }) => (
          <>
            {lines.length === 0 ? (
              <Empty title="这段时间的通知都有人收">
                <p>有单位没有联系人、或领导没有账号时，会列在这里。</p>
              </Empty>
            ) : (
              <ListTable label="没有人收的通知" heads={HEADS}>
                {lines.map((line) => (
                  <tr key={`${line.campaign}/${line.recipient}`}>
                    <th scope="row">{line.recipientWords}</th>
                    <td>{line.title}</td>
                    <td>{line.notices}</td>
                    <td className="forms-nowrap">{instantText(line.latestAt)}</td>
                    <td>{line.why}</td>
                    <td>{line.advice}</td>
                  </tr>
                ))}
              </ListTable>
            )}
            <PageSteps after={after} next={next} change={change} />
          </>
        )}
      </Known>
    </section>
  );
}

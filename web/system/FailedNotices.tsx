import { useRead } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { instantText } from '../forms/instantText.ts';
import { useAddress } from '../forms/useAddress.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import '../forms/style.css';

const DAYS = [
  ['7', '近 7 天'],
  ['30', '近 30 天'],
  ['90', '近 90 天'],
  ['366', '近一年'],
] as const;

/** 发送失败: notices that nobody can have seen; to whom and how many, nothing of what they say. */
export function FailedNotices() {
  const [{ days = '30' }, change] = useAddress();
  const { data, error, refetch } = useRead('listUndelivered', { days: Number(days) });
  return (
    <section>
      <h1>
        {data === undefined || data.total === 0 ? '没有人收的通知' : `${data.total} 条通知没有人收`}
      </h1>
      <p className="forms-explain">
        通知都已存进收件箱，不会丢；这里列出的收件箱现在没有账号能打开。通知的内容不在这里显示。
      </p>
      <div className="forms-filters">
        <ChoiceField
          label="时间"
          value={days}
          choices={DAYS}
          onChange={(value) => change({ days: value })}
        />
      </div>
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : null
      ) : data.lines.length === 0 ? (
        <Empty title="这段时间的通知都有人收">
          <p>有单位没有联系人、或领导没有账号时，会列在这里。</p>
        </Empty>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="没有人收的通知">
          <table className="list forms-table">
            <thead>
              <tr>
                <th scope="col">收件人</th>
                <th scope="col">专项行动</th>
                <th scope="col">条数</th>
                <th scope="col">最近一条</th>
                <th scope="col">原因</th>
                <th scope="col">怎么办</th>
              </tr>
            </thead>
            <tbody>
              {data.lines.map((line) => (
                <tr key={`${line.campaign}/${line.recipient}`}>
                  <th scope="row">{line.recipientWords}</th>
                  <td>{line.title}</td>
                  <td>{line.notices}</td>
                  <td className="forms-nowrap">{instantText(line.latestAt)}</td>
                  <td>{line.why}</td>
                  <td>{line.advice}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

import { useRead } from '../api/hooks.ts';
import { instantText } from '../forms/instantText.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { useWizard } from './useWizard.ts';

/** What was begun: opened again where it was left. */
export function DeskList() {
  const { search, go } = useWizard();
  const page = search.after === undefined ? {} : { after: search.after };
  const { data, error, isPending } = useRead('listPlanDesks', { limit: 20, ...page });
  if (isPending) return <Loading />;
  return (
    <section className="card" aria-labelledby="wizard-desks">
      <h2 id="wizard-desks">导入过的方案</h2>
      <Failure error={error} />
      {data !== undefined && data.desks.length === 0 ? (
        <Empty title="还没有导入过方案">
          <p>导入一份文件之后会列在这里，没有做完的可以随时接着做。</p>
        </Empty>
      ) : null}
      {data === undefined || data.desks.length === 0 ? null : (
        <div className="scroll" tabIndex={0} role="region" aria-label="导入过的方案">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">方案</th>
                <th scope="col">任务</th>
                <th scope="col">进展</th>
                <th scope="col">最近改动</th>
              </tr>
            </thead>
            <tbody>
              {data.desks.map((desk) => (
                <tr key={desk.desk}>
                  <td>
                    <button type="button" className="plain" onClick={() => go({ desk: desk.desk })}>
                      {desk.title}
                    </button>
                    <div className="quiet">{desk.file}</div>
                  </td>
                  <td>{desk.tasks} 项</td>
                  <td>{desk.words}</td>
                  <td>
                    {instantText(desk.updatedAt)}
                    <div className="quiet">{desk.updatedBy}</div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data?.next == null ? null : (
        <button
          type="button"
          className="plain"
          onClick={() => go({ after: data.next ?? undefined })}
        >
          更早的
        </button>
      )}
    </section>
  );
}

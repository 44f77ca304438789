import type { DeskView } from './steps.ts';

const KINDS = {
  open: '名单未定',
  unknown: '名录中没有',
  proposed: '疑为他名',
  group: '单位组',
  unit: '已对上',
} as const;

/** Every printed name and what it is taken for; what is not settled stands first. */
export function UnitNames({ desk }: { readonly desk: DeskView }) {
  const { names } = desk.directory;
  if (names.length === 0) return null;
  return (
    <section className="card" aria-labelledby="wizard-names">
      <h2 id="wizard-names">方案中的单位名称（{names.length} 个）</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="单位名称">
        <table className="list">
          <thead>
            <tr>
              <th scope="col">名称</th>
              <th scope="col">任务</th>
              <th scope="col">情况</th>
            </tr>
          </thead>
          <tbody>
            {names.map(({ printed, tasks, kind, words }) => (
              <tr key={printed}>
                <td>{printed}</td>
                <td>{tasks} 项</td>
                <td>
                  {kind === 'unit' || kind === 'group' ? (
                    KINDS[kind]
                  ) : (
                    <span className="wizard-must">{KINDS[kind]}</span>
                  )}
                  {words === null ? null : <div className="quiet">{words}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

import type { Year } from './useRehearsal.ts';
import { useWizard } from './useWizard.ts';

const COLUMNS = [
  ['parties', '责任方'],
  ['obligations', '应报'],
  ['missing', '未报'],
  ['notices', '通知'],
  ['interviews', '约谈提请'],
] as const;

/** Tasks with several leads: one joint report beside one of each. */
export function LeadsTable({ leads }: { readonly leads: NonNullable<Year['leads']> }) {
  const { go } = useWizard();
  return (
    <section className="card" aria-labelledby="wizard-leads">
      <h2 id="wizard-leads">并列牵头：合报一份 → 各报各的</h2>
      {leads.length === 0 ? (
        <p>没有一格内并列几个牵头单位的任务，合报与各报没有差别。</p>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="并列牵头对照">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">任务</th>
                <th scope="col">并列牵头单位</th>
                {COLUMNS.map(([, words]) => (
                  <th key={words} scope="col" className="wizard-number">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {leads.map(({ task, title, leads: units, joint, several }) => (
                <tr key={task}>
                  <th scope="row">{title}</th>
                  <td>{units.join('、')}</td>
                  {COLUMNS.map(([column]) => (
                    <td key={column} className="wizard-number">
                      {joint[column]} → {several[column]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" className="plain" onClick={() => go({ step: 'review' })}>
        在“核对”中逐项选合报或各报
      </button>
    </section>
  );
}

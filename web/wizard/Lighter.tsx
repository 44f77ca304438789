import { useWrite } from '../api/hooks.ts';
import { Failure } from '../signs/Failure.tsx';
import type { DeskView } from './steps.ts';
import type { Year } from './useRehearsal.ts';
import { useReread } from './useReread.ts';
import { useWizard } from './useWizard.ts';

type Offer = Year['lighter'][number];

/** What was changed to ask for less, so that its effect is shown and it can be taken back. */
export interface Lightened {
  readonly offer: Offer;
  /** The regime as it was. */
  readonly yaml: string;
  /** The version of the desk that has the change. */
  readonly version: number;
}

/** The busiest unit against the limit, and one act that makes the plan ask for less; the year is rehearsed again at once. */
export function Lighter(props: {
  readonly desk: DeskView;
  readonly year: Year | null;
  readonly lightened: Lightened | undefined;
  readonly onChange: (lightened: Lightened | undefined) => void;
}) {
  const { desk, year, lightened, onChange } = props;
  const save = useWrite('setDeskRegime');
  const reread = useReread();
  const act = (offer: Offer) =>
    save.mutate(
      { desk: desk.desk, version: desk.version, lighter: offer.act },
      {
        onError: reread,
        onSuccess: ({ version }) => onChange({ offer, yaml: desk.regime.yaml, version }),
      },
    );
  const undo = (yaml: string) =>
    save.mutate(
      { desk: desk.desk, version: desk.version, yaml },
      { onError: reread, onSuccess: () => onChange(undefined) },
    );
  const readOnly = desk.state !== 'open';
  const isNeeded = year !== null && (year.burden.over > 0 || lightened !== undefined);
  if (!isNeeded && lightened === undefined && save.error === null) return null;
  return (
    <section className="card" aria-labelledby="wizard-lighter">
      <h2 id="wizard-lighter">减少报送</h2>
      {lightened === undefined ? null : (
        <Done
          {...{ lightened, year, busy: save.isPending }}
          isLast={desk.version === lightened.version && !readOnly}
          undo={() => undo(lightened.yaml)}
        />
      )}
      {year === null || readOnly ? null : (
        <Offers offers={year.lighter} burden={year.burden} busy={save.isPending} act={act} />
      )}
      <Failure error={save.error} />
    </section>
  );
}

function Offers(props: {
  readonly offers: readonly Offer[];
  readonly burden: Year['burden'];
  readonly busy: boolean;
  readonly act: (offer: Offer) => void;
}) {
  const { offers, burden, busy, act } = props;
  const { go } = useWizard();
  const [busiest] = burden.units;
  const canMerge = offers.some((offer) => 'together' in offer.act);
  const month = Math.max(0, ...Object.values(busiest?.months ?? {}));
  return (
    <>
      {busiest === undefined || burden.over === 0 ? null : (
        <p>
          最忙单位：<strong>{busiest.name}</strong>，本方案最多一个月 {month} 份，最忙一周共{' '}
          {busiest.peakWeek.count} 份{' '}
          <span className="wizard-must">▲ 超出每周 {burden.limit} 份上限</span>
        </p>
      )}
      <ul className="wizard-list wizard-offers">
        {offers.map((offer) => (
          <li key={offer.label}>
            <OfferLine {...{ offer, busy, act }} />
          </li>
        ))}
      </ul>
      {canMerge ? null : (
        <p className="quiet">
          没有可以合并的：每项任务分别判定，一家单位的几项任务不能并成一份报送；同一项任务的几项报送要求同一天到期的才能合报。
          各单位可以在“批量填报”中把几项任务一次填完、一次提交。
        </p>
      )}
      <button type="button" className="plain" onClick={() => go({ step: 'regime' })}>
        自己改制度
      </button>
    </>
  );
}

function OfferLine(props: {
  readonly offer: Offer;
  readonly busy: boolean;
  readonly act: (offer: Offer) => void;
}) {
  const { offer, busy, act } = props;
  const { label, words } = offer;
  return (
    <>
      {words}：{changeWords(offer)}。{'longer' in offer.act ? '方案原文写明周期的，请先核对。' : ''}{' '}
      <button type="button" className="forms-other" disabled={busy} onClick={() => act(offer)}>
        {busy ? '正在改……' : label}
      </button>
    </>
  );
}

/** What of it becomes less; the whole always does. */
function changeWords({ before, after }: Offer): string {
  const parts = [
    [`${before.unit}最忙的月份`, before.month, after.month] as const,
    [`${before.unit}最忙的一周`, before.week, after.week] as const,
    ['各单位合计', before.total, after.total] as const,
  ];
  return parts
    .filter(([, now, then]) => then < now)
    .map(([what, now, then]) => `${what}由 ${now} 份减为 ${then} 份`)
    .join('，');
}

function Done(props: {
  readonly lightened: Lightened;
  readonly year: Year | null;
  readonly busy: boolean;
  readonly isLast: boolean;
  readonly undo: () => void;
}) {
  const { lightened, year, busy, isLast, undo } = props;
  const { label, words, before } = lightened.offer;
  const own = year?.burden.units.find(({ name }) => name === before.unit);
  return (
    <>
      <p role="status">
        已{label}：{words}。{year === null ? '正在重新推演……' : '已按新制度重新推演：'}
      </p>
      {year === null ? null : (
        <table className="list wizard-figures">
          <thead>
            <tr>
              <th scope="col">本方案要报</th>
              <th scope="col" className="wizard-number">
                改动前
              </th>
              <th scope="col" className="wizard-number">
                改动后
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">各单位合计</th>
              <td className="wizard-number">{before.total} 份</td>
              <td className="wizard-number">{year.burden.added} 份</td>
            </tr>
            <tr>
              <th scope="row">{before.unit}最忙的月份</th>
              <td className="wizard-number">{before.month} 份</td>
              <td className="wizard-number">
                {Math.max(0, ...Object.values(own?.months ?? {}))} 份
              </td>
            </tr>
          </tbody>
        </table>
      )}
      {isLast ? (
        <button type="button" className="forms-other" disabled={busy} onClick={undo}>
          恢复原来的制度
        </button>
      ) : null}
    </>
  );
}

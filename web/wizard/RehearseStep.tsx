import { useState } from 'react';
import { CommitField } from '../regime/CommitField.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { BurdenPersons } from './BurdenPersons.tsx';
import { BurdenTable } from './BurdenTable.tsx';
import { DayNotes } from './DayNotes.tsx';
import { LeadsTable } from './LeadsTable.tsx';
import { Lighter, type Lightened } from './Lighter.tsx';
import type { DeskView } from './steps.ts';
import { RecordTable } from './RecordTable.tsx';
import { useRehearsal, type Rehearsal } from './useRehearsal.ts';
import { useWizard } from './useWizard.ts';
import { WayChoice, wayOf } from './WayChoice.tsx';
import { YearCalendar } from './YearCalendar.tsx';
import { YearFigures } from './YearFigures.tsx';
import { DayList } from './DayList.tsx';

/** The year as it would go, before anybody is asked for anything. */
export function RehearseStep({ desk }: { readonly desk: DeskView }) {
  const { search, go } = useWizard();
  const [seed, setSeed] = useState(1);
  const way = wayOf(search.way);
  const { rehearsal, error, again } = useRehearsal(desk, way, seed);
  const [lightened, setLightened] = useState<Lightened>();
  return (
    <>
      <section className="card" aria-label="推演条件">
        <div className="forms-row">
          <WayChoice
            desk={desk}
            way={way}
            onChange={(next) => go({ way: next, day: undefined }, true)}
          />
          {way === 'mixed' ? (
            <CommitField
              label="抽签号（同号同结果）"
              type="number"
              value={String(seed)}
              onCommit={(text) => setSeed(Math.max(0, Math.trunc(Number(text)) || 0))}
            />
          ) : null}
        </div>
        <Failure error={error} again={again} />
        {error === null ? null : (
          <p>
            <button type="button" className="plain" onClick={() => go({ step: 'documents' })}>
              去“名录与期限”补齐
            </button>
          </p>
        )}
        <Progress rehearsal={rehearsal} isRefused={error !== null} again={again} />
      </section>
      <Lighter
        desk={desk}
        year={rehearsal?.year ?? null}
        lightened={lightened}
        onChange={setLightened}
      />
      {rehearsal?.year == null ? null : <Rehearsed rehearsal={rehearsal} />}
      <button type="button" className="forms-send" onClick={() => go({ step: 'start' })}>
        下一步：启动
      </button>
    </>
  );
}

function Progress(props: {
  readonly rehearsal: Rehearsal | undefined;
  readonly isRefused: boolean;
  readonly again: () => void;
}) {
  const { rehearsal, isRefused, again } = props;
  if (rehearsal === undefined) return isRefused ? null : <Loading what="正在准备推演" />;
  const { state, done, message, year } = rehearsal;
  if (state === 'failed') {
    return <Failure error={new Error(message ?? '推演没有做完。')} again={again} />;
  }
  if (year === null) {
    const percent = Math.round(done * 100);
    return (
      <p role="status">
        <progress value={done} max={1} aria-label="推演进度" /> 正在推演，已完成 {percent}
        %。可以先离开，回来接着看。
      </p>
    );
  }
  return (
    <p role="status">
      推演已完成：{year.tasks} 项任务，{year.units} 家报送单位，{year.regime.title}。
      {year.assumption}。
    </p>
  );
}

function Rehearsed({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const { search, go } = useWizard();
  const { year, desk, rehearsal: id } = rehearsal;
  if (year === null) return null;
  const chosen = search.day;
  return (
    <>
      {year.record === null ? null : <RecordTable record={year.record} />}
      <YearFigures year={year} />
      {year.leads === null ? null : <LeadsTable leads={year.leads} />}
      <YearCalendar
        days={year.days}
        chosen={chosen}
        choose={(day) => go({ day: day === chosen ? undefined : day }, true)}
      />
      {chosen === undefined ? null : <DayList desk={desk} rehearsal={id} day={chosen} />}
      <BurdenTable burden={year.burden} />
      <BurdenPersons burden={year.burden} />
      <DayNotes year={year} />
    </>
  );
}

import { ChoiceField } from '../forms/ChoiceField.tsx';
import { CommitField, OffsetField } from './CommitField.tsx';
import {
  dueChoice,
  dueRule,
  DUES,
  EVERY,
  postOf,
  postWords,
  ROLES,
  SHIFTS,
  STEP_NAMES,
  type DueChoice,
  type Duty,
  type Regime,
  type Step,
} from './regimeParts.ts';

/** One field that the form sets in the text. */
export interface Edit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

interface Props {
  readonly regime: Regime;
  readonly busy: boolean;
  readonly edit: (set: readonly Edit[]) => void;
}

/** The main choices of a regime: who reports when, who is reminded when, who decides on interviews. */
export function RegimeForm({ regime, busy, edit }: Props) {
  const { interview } = regime;
  const set = (path: Edit['path'], value: unknown) => edit([{ path, value }]);
  return (
    <fieldset className="regime-form" disabled={busy}>
      <legend>主要规定</legend>
      <div className="regime-row">
        <CommitField
          label="制度名称"
          value={regime.title}
          onCommit={(title) => set(['title'], title)}
        />
        <CommitField
          label="版本"
          type="number"
          value={String(regime.version)}
          onCommit={(version) => set(['version'], Number(version))}
        />
      </div>
      {regime.duties.map((duty, i) => (
        <DutyFields
          key={duty.id}
          duty={duty}
          set={(path, value) => set(['duties', i, ...path], value)}
        />
      ))}
      {regime.ladder.map((step, i) => (
        <StepFields
          key={step.id}
          step={step}
          set={(path, value) => set(['ladder', i, ...path], value)}
        />
      ))}
      {interview === undefined ? null : (
        <section className="regime-part">
          <h3>约谈</h3>
          <div className="regime-row">
            <CommitField
              label="由谁批准（写职务）"
              value={postWords(interview.gate.by)}
              onCommit={(by) => set(['interview', 'gate', 'by'], postOf(by))}
            />
            <OffsetField
              label="批准时限"
              value={interview.gate.limit}
              onCommit={(limit) => set(['interview', 'gate', 'limit'], limit)}
            />
          </div>
        </section>
      )}
    </fieldset>
  );
}

type Set = (path: Edit['path'], value: unknown) => void;

function DutyFields({ duty, set }: { readonly duty: Duty; readonly set: Set }) {
  const due = dueChoice(duty.due);
  const change = (next: Partial<DueChoice>) => set(['due'], dueRule({ ...due, ...next }));
  const isNumbered = !due.kind.endsWith('last');
  return (
    <section className="regime-part">
      <h3>报送：{duty.title}</h3>
      <div className="regime-row">
        <CommitField label="名称" value={duty.title} onCommit={(title) => set(['title'], title)} />
        <ChoiceField
          label="由谁报送"
          value={duty.by.join(' ')}
          choices={withOwn(ROLES, duty.by.join(' '))}
          onChange={(by) => set(['by'], by.split(' '))}
        />
        <ChoiceField
          label="多久一次"
          value={duty.every}
          choices={EVERY}
          onChange={(every) => set(['every'], every)}
        />
        <ChoiceField
          label="哪天到期"
          value={due.kind}
          choices={DUES}
          onChange={(kind) => change({ kind: kind as DueChoice['kind'] })}
        />
        {isNumbered ? (
          <CommitField
            label="第几日"
            type="number"
            value={String(due.number)}
            onCommit={(number) => change({ number: Number(number) })}
          />
        ) : null}
        <CommitField
          label="几点到期"
          type="time"
          value={duty.time}
          onCommit={(time) => set(['time'], time)}
        />
        <ChoiceField
          label="遇休息日"
          value={duty.shift}
          choices={SHIFTS}
          onChange={(shift) => set(['shift'], shift)}
        />
        <OffsetField label="宽限" value={duty.grace} onCommit={(grace) => set(['grace'], grace)} />
        <OffsetField
          label="多久后不再补报"
          value={duty.closes}
          onCommit={(closes) => set(['closes'], closes)}
        />
      </div>
    </section>
  );
}

function StepFields({ step, set }: { readonly step: Step; readonly set: Set }) {
  const { at } = step;
  const when = 'before' in at ? '到期前多久' : '宽限期满后多久';
  return (
    <section className="regime-part">
      <h3>
        {STEP_NAMES[step.step]}
        {step.title === undefined ? '' : `：${step.title}`}
      </h3>
      <div className="regime-row">
        <OffsetField
          label={when}
          value={at.offset}
          onCommit={(offset) => set(['at', 'offset'], offset)}
        />
        {step.time === undefined ? null : (
          <CommitField
            label="几点"
            type="time"
            value={step.time}
            onCommit={(time) => set(['time'], time)}
          />
        )}
      </div>
    </section>
  );
}

type Choices = readonly (readonly [string, string])[];

/** A value that is none of the usual ones stays to be chosen. */
function withOwn(choices: Choices, own: string): Choices {
  return choices.some(([value]) => value === own) ? choices : [...choices, [own, '照现有规定']];
}

import type { Claim } from '../../domain/matterClaim.ts';
import { mattersOf } from '../../domain/matter.ts';
import type { Obstacle } from '../../domain/matterObstacle.ts';
import type { Return } from '../../domain/matterReturn.ts';
import { openObjections } from '../../domain/objection.ts';
import { unitActing } from '../../domain/machine.ts';
import type { StepGate } from '../../domain/gateState.ts';
import type { Unit } from '../../domain/unit.ts';
import { obligationWords, type Names } from '../../domain/wordsParts.ts';
import { lineNow } from '../handlers/find.ts';
import type { Asking, TaskAct } from './act.ts';

/** Subject 办理对象: which of several an act may be about, as fields of the act, with its name for people. */
export interface ActSubject {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly label: string;
}

/** What is needed to name subjects. */
export interface Named {
  readonly names: Names;
  readonly units: readonly Unit[];
}

/** The field by which an act says what it is about, and everything that could be meant; none: the task itself. */
export function subjectsOf(
  { act, fields }: TaskAct,
  asking: Asking,
  named: Named,
): { readonly field: string; readonly subjects: readonly ActSubject[] } | undefined {
  const { shape } = fields;
  const some = (field: string, subjects: readonly ActSubject[]) => ({ field, subjects });
  if ('step' in shape) return some('step', gates(asking, named));
  if ('obligation' in shape) return some('obligation', obligations(asking, named));
  if (act === 'accept-return' || act === 'refuse-return')
    return some('unit', returns(asking, named));
  if (act === 'sign') return signers(asking, named);
  if ('from' in shape) return some('from', holders(asking, named, 'from'));
  if ('obstacle' in shape) return some('obstacle', obstacles(asking, named));
  if (act === 'decide-objection' || act === 'withdraw-objection') {
    return some('objection', objections(asking, named));
  }
  if ('report' in shape) return some('report', claims(asking, named));
  if ('against' in shape) return some('against', conclusions(asking, named));
  return undefined;
}

function obligations(asking: Asking, { names }: Named): readonly ActSubject[] {
  return lineNow(asking.now).obligations.map(({ key, party }) => ({
    fields: { obligation: key },
    label: `${obligationWords(key, names)}（${party.members.map(names.unit).join('、')}）`,
  }));
}

function gates({ now }: Asking, { names }: Named): readonly ActSubject[] {
  return mattersOf<StepGate>(now.state, 'gate')
    .filter(({ phase }) => phase === 'proposed' || phase === 'sent-back')
    .map(({ obligation, step }) => {
      const found = names.regime.ladder.find(({ id }) => id === step);
      const title = found?.title ?? step;
      return {
        fields: { obligation, step },
        label: `${title}：${obligationWords(obligation, names)}`,
      };
    });
}

function returns({ now }: Asking, { names }: Named): readonly ActSubject[] {
  return mattersOf<Return>(now.state, 'return')
    .filter(({ phase }) => phase === 'asked')
    .map(({ unit }) => ({ fields: { unit }, label: names.unit(unit) }));
}

/** A unit signs for itself; the office enters what was signed on paper. */
function signers(asking: Asking, named: Named) {
  if (unitActing(asking.actor) !== undefined) return undefined;
  return { field: 'unit', subjects: holders(asking, named, 'unit') };
}

function holders({ now }: Asking, { names }: Named, field: string): readonly ActSubject[] {
  const ids = new Set(lineNow(now).obligations.flatMap(({ party }) => party.members));
  return [...ids].map((id) => ({ fields: { [field]: id }, label: names.unit(id) }));
}

function obstacles({ now }: Asking, { names }: Named): readonly ActSubject[] {
  return mattersOf<Obstacle>(now.state, 'obstacle')
    .filter(({ phase }) => phase !== 'resolved')
    .map(({ n, unit, text }) => ({
      fields: { obstacle: n },
      label: `${names.unit(unit)}：${brief(text)}`,
    }));
}

function objections({ now }: Asking, { names }: Named): readonly ActSubject[] {
  return openObjections(now.state).map(({ id, unit, reason }) => ({
    fields: { objection: id },
    label: `${names.unit(unit)}：${brief(reason)}`,
  }));
}

function claims({ now }: Asking, { names }: Named): readonly ActSubject[] {
  return mattersOf<Claim>(now.state, 'claim')
    .filter(({ phase }) => phase === 'pending')
    .map(({ report, covers }) => ({
      fields: { report },
      label: covers.map((key) => obligationWords(key, names)).join('、'),
    }));
}

const OTHERS = [
  ['criticised', '通报批评'],
  ['interview', '约谈'],
  ['listed', '挂牌督办'],
  ['grade', '销号等次'],
  ['false-report', '虚报认定'],
] as const;

/** Judgements of the asker's own, and whatever else there may be: the register is asked which there are. */
function conclusions({ now, actor }: Asking, { names }: Named): readonly ActSubject[] {
  const own = unitActing(actor);
  const judged = lineNow(now).obligations.filter(({ key, party }) => {
    const verdict = now.state.entries[key]?.verdict;
    const isAgainst = verdict === 'late' || verdict === 'missing';
    return isAgainst && own !== undefined && party.members.includes(own);
  });
  return [
    ...judged.map(({ key }) => ({
      fields: { against: key },
      label: `${obligationWords(key, names)}的判定`,
    })),
    ...OTHERS.map(([against, label]) => ({ fields: { against }, label })),
  ];
}

const BRIEF = 24;

function brief(words: string): string {
  return words.length > BRIEF ? `${words.slice(0, BRIEF)}……` : words;
}

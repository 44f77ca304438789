import type { EscalationStep } from './regime.ts';
import { approvalWords, conditionWords, offsetWords, recipientTerm, term } from './terms.ts';
import { stepOf, type Names } from './wordsParts.ts';

/** The steps that would follow this one for the same duty, if the report still does not come. */
export function nextStepWords(id: unknown, duty: unknown, names: Names): string {
  const own = stepOf(id, names);
  const after = names.regime.ladder
    .filter((step) => step.on === undefined || step.on.includes(String(duty)))
    .filter((step) => own === undefined || place(step) > place(own));
  const first = Math.min(...after.map(place));
  const next = after.filter((step) => place(step) === first);
  if (next.length === 0) return '本期保持未报，按制度计入通报和升级条件';
  return next.map((step) => `${whenWords(step)}${actWords(step)}`).join('；');
}

/** What a step does, and to whom: `发督办函给单位主要负责人、牵头领导`; an interview is only proposed. */
function actWords(step: EscalationStep): string {
  const when = (step.when ?? []).map(conditionWords).join('，或');
  const whom = step.to.map(recipientTerm).join('、');
  if (step.step === 'interview')
    return `${when && `${when}的，`}提请约谈（须经批准，不会自动约谈）`;
  return `${when && `${when}的，`}${term(step.step)}（送${whom}）${approvalWords(step)}`;
}

function whenWords({ at, time = '' }: EscalationStep): string {
  const none = ('days' in at.offset ? at.offset.days : at.offset.workdays) === 0;
  if ('before' in at) return none ? `到期当日${time}` : `到期前${offsetWords(at.offset)}${time}`;
  return none ? '宽限期满当即' : `宽限期满后${offsetWords(at.offset)}${time}`;
}

/** Where a step stands on the ladder, in calendar days from due; five working days are a week. */
function place({ at }: EscalationStep): number {
  const { offset } = at;
  const days = 'days' in offset ? offset.days : offset.workdays * 1.4;
  return 'before' in at ? -days - 0.1 : days;
}

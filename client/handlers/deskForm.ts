import { ruleNamed } from '../../domain/firsts.ts';
import { formIn } from '../../domain/form.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Slot } from '../../domain/obligation.ts';
import type { Aims } from '../../store/deskDues.ts';
import type { OpenDuty } from '../../store/openDuties.ts';
import type { DutyItem } from '../deskAnswers.ts';
import type { DeskCampaign } from './deskWorld.ts';

/** What a report of an obligation fills in now: the form of its stage, 佐证, the measures of its task. */
export function formOf(
  { regime, now, calendar }: Pick<DeskCampaign, 'regime' | 'now' | 'calendar'>,
  { duty, due }: Pick<OpenDuty, 'duty' | 'due'>,
  slot: Slot | undefined,
  task: Aims | undefined,
): DutyItem['form'] {
  const rule = ruleNamed(slot?.under ?? regime, duty);
  const opens = slot?.instants.opens ?? due.toISOString();
  const { form, stage } = rule === undefined ? {} : formIn(rule, opens, now, calendar);
  const fields = [...(form?.fields ?? [])];
  const evidence = rule !== undefined && 'evidence' in rule && rule.evidence === 'required';
  const target = task?.targets?.[duty];
  return {
    stage: stage?.title ?? null,
    fields,
    required: fields.filter(({ required }) => required === true).length,
    evidence: { required: evidence, words: evidence ? '本项须附佐证' : '本项不要求佐证' },
    measures: (task?.measures ?? []).map((measure) => ({
      id: measure.id,
      title: measure.title,
      unit: measure.kind === 'cumulative' ? measure.unit : '名次',
      aim: aimWords(measure),
    })),
    nilAllowed: target === undefined,
  };
}

function aimWords(measure: Measure): string {
  if (measure.kind === 'rank') return `到 ${measure.by} 进前 ${measure.rank}`;
  const { by, target, unit, direction } = measure;
  return `到 ${by} ${direction === 'down' ? '不超过' : '达到'} ${target}${unit}`;
}

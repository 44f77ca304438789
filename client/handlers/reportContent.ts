import type { Context } from '../../domain/context.ts';
import { formFault, formIn, type Form } from '../../domain/form.ts';
import { ruleNamed } from '../../domain/firsts.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Regime } from '../../domain/regime.ts';
import { comparableText } from '../../domain/reportFlags.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import type { ReportExtras } from '../../domain/verifyMessages.ts';
import { sha256 } from '../../store/ledger.ts';
import { FaultError } from '../faultError.ts';
import { contentGiven, type ReportContent } from '../reportInput.ts';
import { lineNow, type TaskNow } from './find.ts';
import { carriedExtras } from './reportExtras.ts';

type Carried = Pick<
  ReportSubmitted,
  'measures' | 'fallReason' | 'stage' | 'textDigest' | keyof typeof ReportExtras
>;

interface Reported extends ReportContent {
  readonly text: string;
  readonly nil?: string | undefined;
}

/**
 * What the message of a report carries of its content. The form is checked here, since the process never sees what is
 * filled in: its fields stay in the intake, as the text does.
 */
export function carriedContent(
  context: Context,
  now: TaskNow,
  { duty, period, unit }: Pick<ReportSubmitted, 'duty' | 'period' | 'unit'>,
  input: Reported,
  receivedAt: Instant,
): Carried {
  const { fields = {}, measures, fallReason } = contentGiven(input);
  const slot = lineNow(now).obligations.find(
    (one) =>
      one.slot.duty === duty && one.slot.period === period && one.party.members.includes(unit),
  )?.slot;
  const regime = slot?.under ?? context.regime;
  const rule = ruleNamed(regime, duty) ?? {};
  const calendar = now.state.calendar ?? context.calendar;
  const asked = slot === undefined ? {} : formIn(rule, slot.instants.opens, receivedAt, calendar);
  const refused = slot && formFault(asked.form, fields, { nil: input.nil !== undefined });
  if (refused) throw new FaultError(refused);
  return {
    ...(measures === undefined ? {} : { measures }),
    ...(fallReason === undefined ? {} : { fallReason }),
    ...('stage' in asked && asked.stage !== undefined ? { stage: asked.stage.id } : {}),
    ...textDigest(regime, input, asked.form),
    ...carriedExtras(input, calendar.zone),
  };
}

/** Only where the regime compares texts; what is filled in belongs to what is said. */
function textDigest({ flags }: Regime, input: Reported, form: Form | undefined) {
  if (flags?.sameText === undefined || input.nil !== undefined) return {};
  const filled = (form?.fields ?? []).map(({ id }) => input.fields?.[id] ?? '');
  const text = [input.text, ...filled].map(comparableText).join('\n');
  return text.trim() === '' ? {} : { textDigest: sha256(text) };
}

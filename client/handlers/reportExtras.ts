import type { ReportExtras } from '../../domain/verifyMessages.ts';
import type { ReportSubmitted } from '../../domain/taskMessages.ts';
import { refuse } from '../faultError.ts';
import { localInstant } from '../localTime.ts';
import { extrasGiven, type ReportExtrasInput } from '../reportExtras.ts';

/** What the message of a report carries besides; the claimed arrival as an instant of the campaign's zone. */
export function carriedExtras(
  input: ReportExtrasInput,
  zone: string,
): Pick<ReportSubmitted, keyof typeof ReportExtras> {
  const { claimed, ...rest } = extrasGiven(input);
  if (claimed === undefined) return rest;
  const at = localInstant(claimed.at, zone);
  if (at === undefined) {
    const detail = `所称到达时间“${claimed.at}”应写作 2026-01-26 11:00`;
    return refuse('message-malformed', { detail });
  }
  return { ...rest, claimed: { ...claimed, at } };
}

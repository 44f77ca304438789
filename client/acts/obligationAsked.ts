import { unitActing } from '../../domain/machine.ts';
import { z } from 'zod';
import type { Obligation } from '../../domain/obligation.ts';
import { refuse } from '../faultError.ts';
import { lineNow, unitFor } from '../handlers/find.ts';
import type { Asking } from './act.ts';

const Name = z.string().min(1).max(200);

/** How an act names the obligation that it is about; the only one that fits need not be named. */
export const OBLIGATION_FIELDS = {
  period: z.string().max(60).optional(),
  duty: z.string().max(60).optional(),
  unit: Name.optional(),
  obligation: Name.optional(),
};

export const OBLIGATION_OPTIONS = [
  ['--period <报告期>', '哪一期；只有一期合适时可以不写'],
  ['--duty <标识>', '报送要求的标识；完成时限写 deadlines'],
  ['--unit <单位>', '哪个单位的'],
  ['--obligation <编号>', '报送义务的完整编号'],
] as const;

export interface Named {
  readonly period?: string | undefined;
  readonly duty?: string | undefined;
  readonly unit?: string | undefined;
  readonly obligation?: string | undefined;
}

/** The obligation that is meant; where it is not named in full, the only one that fits, preferably one that waits for the act. */
export async function obligationAsked(
  { period, duty, unit, obligation }: Named,
  asking: Pick<Asking, 'service' | 'context' | 'now' | 'actor' | 'earlier'>,
  waits: (key: string) => boolean,
): Promise<string> {
  if (obligation !== undefined) return obligation;
  const { service, context, now, actor, earlier } = asking;
  const taken = (earlier as { readonly obligation?: string } | undefined)?.obligation;
  const own = unitActing(actor);
  const named = unit === undefined ? own : (await unitFor(service.pool, context.campaign, unit)).id;
  const fits = lineNow(now).obligations.filter(
    ({ slot, party }) =>
      (period === undefined || slot.period === period) &&
      (duty === undefined || slot.duty === duty) &&
      (named === undefined || party.members.includes(named)),
  );
  if (taken !== undefined && fits.some(({ key }) => key === taken)) return taken;
  const waiting = fits.filter(({ key }) => waits(key));
  const [only] = waiting.length > 0 ? waiting : period === undefined ? [] : fits;
  const found = waiting.length > 0 ? waiting : fits;
  if (only !== undefined && found.length === 1) return only.key;
  return refuse('subject-unclear', unclear(found, waiting, period));
}

function unclear(
  found: readonly Obligation[],
  waiting: readonly Obligation[],
  period: string | undefined,
): { readonly reason: string; readonly hint: string } {
  if (found.length === 0) {
    return { reason: '没有这样的报送义务', hint: '请核对报告期、报送要求和单位。' };
  }
  if (waiting.length === 0 && period === undefined) {
    const hint = '请查看任务的各期；确有其事的，请写明报告期。';
    return { reason: '目前没有一期合适', hint };
  }
  const hint = `请写明是哪一项：${found.map(({ key }) => key).join('、')}。`;
  return { reason: `有 ${found.length} 项报送义务合适`, hint };
}

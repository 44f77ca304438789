import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import { Calendar } from '../domain/calendar.ts';
import { gather, type Coverage } from '../domain/gather.ts';
import { amendedContext } from '../domain/obligation.ts';
import type { Gathered } from '../domain/campaignMessages.ts';
import { gatherRows } from '../store/expected.ts';
import { ensureOpened } from './open.ts';
import type { Effects } from './perform.ts';

/** Asked again each minute while somebody has not been judged; after an hour the draft says how many are missing. */
const PATIENCE = 60;

/** Gathers the figures of a bulletin 通报 at its cut-off; the outcome goes back to the campaign. */
export const gatherFigures: Effects = async ({ pool }, context, { effect, process }) => {
  const { bulletin, period, draft, calendar } = effect.payload;
  const amended = calendar ? amendedContext(context, Calendar.parse(calendar)) : context;
  const coverage = effect.payload['coverage'] as Coverage;
  await ensureOpened(pool, context, coverage.cutOff);
  const rows = await gatherRows(pool, context.campaign);
  const figures = gather(amended, rows, coverage);
  if (figures.pending > 0 && activityInfo().attempt <= PATIENCE) {
    throw ApplicationFailure.create({
      message: `${String(period)} 期通报还有 ${figures.pending} 项未判定，一分钟后再汇总`,
      type: 'Incomplete',
      nextRetryDelay: '1m',
    });
  }
  const message: Gathered = {
    kind: 'gathered',
    id: `${process}:${effect.key}`,
    receivedAt: effect.at,
    by: 'office',
    bulletin: String(bulletin),
    period: String(period),
    draft: Number(draft),
    figures,
  };
  return message;
};

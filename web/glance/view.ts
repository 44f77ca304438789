import type { OutputOf } from '../../client/operations.ts';

export type GlanceView = OutputOf<'showGlance'>;
export type TrendPoint = GlanceView['trend'][number];
export type RankLine = GlanceView['ranking']['units'][number];

/** `86%`, or a dash where nothing has been judged. */
export function shareText(share: number | null): string {
  return share === null ? '—' : `${Math.round(share)}%`;
}

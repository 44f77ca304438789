import type { OutputOf } from '../../client/operations.ts';

export type GlanceView = OutputOf<'showGlance'>;
export type TrendPoint = GlanceView['trend'][number];
export type RankLine = GlanceView['ranking']['units'][number];
type Placed = Pick<RankLine, 'place' | 'onTimeShare'>;

/** 名次: `3`, `并列 3` of units with the same share; a dash where nothing of a unit has been judged. */
export function placeText(line: Placed, lines: readonly Placed[]): string {
  if (line.onTimeShare === null) return '—';
  const alike = lines.filter(({ place }) => place === line.place).length;
  return alike > 1 ? `并列 ${line.place}` : String(line.place);
}

/** `86%`, or a dash where nothing has been judged. */
export function shareText(share: number | null): string {
  return share === null ? '—' : `${Math.round(share)}%`;
}

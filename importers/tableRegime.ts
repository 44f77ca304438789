import type { Draft } from '../domain/plan.ts';
import { placeOf } from './blocks.ts';
import type { Canonical } from './canonical.ts';
import { regimeIn } from './clauseRegime.ts';
import type { ReadTask } from './table.ts';
import type { SkippedRow } from './tableRows.ts';

/** Remarks below a table say how the plan is supervised as often as a row does. */
function remarksOf(skipped: readonly SkippedRow[], canonical: Canonical): ReadTask['printed'] {
  return skipped
    .filter(({ why }) => why === 'note')
    .flatMap(({ source: { table }, row }) =>
      (table.rows[row] ?? []).flatMap((cell, col) => {
        if (cell?.row !== row || cell.col !== col || cell.text.trim() === '') return [];
        return [
          { text: cell.text, where: placeOf(table, cell), span: canonical.cell(table, cell) },
        ];
      }),
    );
}

/** The clauses of supervision that stand in rows of tasks (the rows stay tasks) and in the remarks of a table. */
export function tableRegime(
  read: readonly ReadTask[],
  skipped: readonly SkippedRow[],
  canonical: Canonical,
): {
  regime: Draft['regime'];
  periodless: readonly { what: string; where: string }[];
} {
  const cells = new Map(
    [...read.flatMap(({ printed }) => printed), ...remarksOf(skipped, canonical)].map((p) => [
      `${p.where} ${p.text}`,
      p,
    ]),
  );
  const found = [...cells.values()].map((cell) => ({ cell, ...regimeIn(cell.text, cell.span) }));
  return {
    regime: {
      duties: found.flatMap(({ regime }) => regime.duties),
      steps: found.flatMap(({ regime }) => regime.steps),
    },
    periodless: found.flatMap(({ cell, periodless }) =>
      periodless.map((what) => ({ what, where: cell.where })),
    ),
  };
}

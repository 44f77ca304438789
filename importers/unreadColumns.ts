import type { Diagnostic } from '../domain/plan.ts';
import { finding } from './findings.ts';
import type { TaskTable } from './tableRows.ts';
import { tight } from './plain.ts';

/** Columns that say something and are no field of a task (总投资, 一季度 …): named, so that nobody thinks they were read. */
export function unreadColumns(tables: readonly TaskTable[]): readonly Diagnostic[] {
  const unread = tables.flatMap(({ table, header, bodyFrom }) =>
    header.columns
      .filter(({ kind, label }) => kind === 'other' && label !== '')
      .filter(({ col }) =>
        table.rows.slice(bodyFrom).some((row) => tight(row[col]?.text ?? '') !== ''),
      )
      .map(({ label }) => label),
  );
  if (unread.length === 0) return [];
  const names = [...new Set(unread)].join('、');
  return [
    finding('column-unread', `表中的“${names}”列没有对应的字段，未读入。请核对其中有没有要求。`),
  ];
}

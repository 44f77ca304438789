import type { Diagnostic } from '../domain/plan.ts';
import { finding } from './findings.ts';
import type { TaskTable } from './tableRows.ts';
import { tight } from './plain.ts';

/** Heads of columns that part a year: 一季度, 1—6月, 上半年. */
const TIMES = /季度|[上下]半年|\d月|月份$|[一二三四五六七八九十]月/;

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
  const names = [...new Set(unread)];
  const times = names.filter((name) => TIMES.test(name));
  const others = names.filter((name) => !TIMES.test(name)).join('、');
  return [
    ...(times.length > 0
      ? [
          finding(
            'times-unread',
            `表中的“${times.join('、')}”列写的是分期目标，没有读作完成时限。请在核对时补上各项的时限。`,
          ),
        ]
      : []),
    ...(others === ''
      ? []
      : [
          finding(
            'column-unread',
            `表中的“${others}”列没有对应的字段，未读入。请核对其中有没有要求。`,
          ),
        ]),
  ];
}

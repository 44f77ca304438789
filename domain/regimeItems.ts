import type { ItemSource, Regime } from './regime.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { zeroFaults } from './regimeLimits.ts';
import { didYouMean } from './spelling.ts';

/** What cannot be meant in 督办事项 `items`: an approver who registers, limits of no day, sources or numbers twice. */
export function itemFaults({ items, duties }: Regime): RegimeFault[] {
  if (items === undefined) return [];
  const { approve, sources = [], reports = [] } = items;
  const known = duties.map(({ id }) => id);
  const strange = reports.flatMap((id, i): RegimeFault[] => {
    if (known.includes(id)) return [];
    const hint = didYouMean(id, known) || `，只能写 ${known.join('、')}`;
    return [{ path: ['items', 'reports', i], message: `没有标识为“${id}”的报送要求${hint}` }];
  });
  return [
    ...approverFaults(approve.by),
    ...zeroFaults(['items', 'approve', 'limit'], approve.limit, '立项审批的时限'),
    ...strange,
    ...sources.flatMap((source, i) => sourceFaults(source, sources.slice(0, i), i)),
  ];
}

/** Items are registered by the office: it cannot approve its own, and a unit cannot approve what it will owe. */
function approverFaults(by: string): RegimeFault[] {
  if (by === 'principal' || by.startsWith('post:')) return [];
  const message =
    by === 'office'
      ? '事项由督查室登记，登记人不能自己批准；请写批准人的职务，如 post:督查室主任'
      : '立项由有权的职务批准；请写 post:职务 或 principal';
  return [{ path: ['items', 'approve', 'by'], message }];
}

function sourceFaults(source: ItemSource, before: readonly ItemSource[], i: number): RegimeFault[] {
  const path = (field: string) => ['items', 'sources', i, field];
  const twice = (['id', 'title', 'prefix'] as const).flatMap((field): RegimeFault[] =>
    before.some((other) => other[field] === source[field])
      ? [{ path: path(field), message: `“${source[field]}”已有别的来源使用，请另取` }]
      : [],
  );
  const none = (['limit', 'urgent', 'difficult'] as const).flatMap((field): RegimeFault[] => {
    const limit = source[field];
    return limit === undefined ? [] : zeroFaults(path(field), limit, '办理时限');
  });
  return [...twice, ...none];
}

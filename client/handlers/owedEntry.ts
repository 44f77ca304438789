import { epoch, type Instant } from '../../domain/instant.ts';
import type { Obligation } from '../../domain/obligation.ts';
import { momentShort } from '../../domain/timeWords.ts';
import { acceptedFault, resubmitOf } from '../../domain/verifyState.ts';
import type { OutputOf } from '../operations.ts';
import type { TaskNow } from './find.ts';
import { isEnterable } from './linkEntry.ts';

type Entry = OutputOf<'showTaskPage'>['obligations'][number]['entry'];

interface Asking {
  readonly task: Pick<TaskNow, 'started' | 'state'>;
  /** The unit that looks at it; undefined: another desk, which sends no report of its own. */
  readonly unit: string | undefined;
  readonly at: Instant;
  readonly zone: string;
}

/**
 * What a unit may send for a period now, as its process would take it: 报送, 补报, 更正; or why it would not. Null where nothing is to
 * be said: another unit's report, or one that is not owed.
 */
export function entryOf(obligation: Obligation | undefined, asking: Asking): Entry {
  const { task, unit, at, zone } = asking;
  const { state } = task;
  if (unit === undefined || obligation?.party.members.includes(unit) !== true) return null;
  const { key, slot } = obligation;
  const entered = state.entries[key];
  if (entered?.verdict === 'exempt') return null;
  const isBack = resubmitOf(state, key) !== undefined;
  if (isEnterable({ now: task as TaskNow, unit: { id: unit }, at }, obligation)) {
    const isSent = (entered?.version ?? 0) > 0 && !isBack;
    const accepted = isSent && acceptedFault(state, key, at, '更正') !== undefined;
    if (accepted) return { label: null, words: '已核实通过，不能更正' };
    if (isSent) return { label: '更正', words: null };
    const isLate = isBack || epoch(slot.instants.due) < epoch(at);
    return { label: isLate ? '补报' : '报送', words: null };
  }
  return { label: null, words: whyNot(obligation, asking, (entered?.version ?? 0) > 0, zone) };
}

function whyNot({ slot }: Obligation, { task, at }: Asking, isSent: boolean, zone: string): string {
  const { started, state } = task;
  const { opens, closes } = slot.instants;
  if (state.closed) return '任务已销号，不再报送';
  if (state.ended) return '任务已办结，不再报送';
  if (epoch(at) < epoch(opens)) return `${momentShort(opens, at, zone)} 起可以报`;
  if (!started) return '任务还没有启动';
  const closed = momentShort(closes, at, zone);
  return isSent
    ? `已于 ${closed} 截止更正`
    : `已于 ${closed} 截止填报；确需补报的，请联系督查室准予补报`;
}

import { unitActing } from './machine.ts';
import type { ExtensionAsked } from './extensionMessages.ts';
import { epoch, type Day, type Instant } from './instant.ts';
import { mattersOf, type Matter } from './matter.ts';
import type { Obligation } from './obligation.ts';
import type { ExtensionRule } from './regimeExtension.ts';
import type { TaskState, TaskView } from './taskState.ts';

/** `late` 逾期申请 is on record only; `settled`: reported or exempted before a decision. */
export type ExtensionPhase =
  'checking' | 'deciding' | 'approved' | 'refused' | 'withdrawn' | 'settled' | 'late';

/** Extension 延期申请 for one obligation. */
export interface Extension extends Matter {
  readonly kind: 'extension';
  readonly phase: ExtensionPhase;
  readonly obligation: string;
  /** Who asked. */
  readonly unit: string;
  readonly until: Day;
  readonly reason: string;
  readonly progress: string;
  /** 初审意见. */
  readonly opinion?: string;
}

/** The rule under which an obligation is owed. */
export function extensionRule(
  { input }: TaskView,
  { slot }: Obligation,
): ExtensionRule | undefined {
  return (slot.under ?? input.context.regime).extension;
}

export function extensionsOf(state: TaskState, obligation: string): readonly Extension[] {
  return mattersOf<Extension>(state, 'extension').filter((one) => one.obligation === obligation);
}

/** The application that waits for a decision; there is never more than one for an obligation. */
export function openExtension(state: TaskState, obligation: string): Extension | undefined {
  return extensionsOf(state, obligation).find(
    ({ phase }) => phase === 'checking' || phase === 'deciding',
  );
}

/** A new application; one received after the due instant is late. */
export function nextExtension(
  state: TaskState,
  obligation: Obligation,
  { until, reason, progress, by, receivedAt }: ExtensionAsked,
  at: Instant,
): Extension {
  const nth = extensionsOf(state, obligation.key).length + 1;
  const late = epoch(receivedAt) > epoch(obligation.slot.instants.due);
  return {
    id: `extension/${obligation.key}/${nth}`,
    kind: 'extension',
    phase: late ? 'late' : 'deciding',
    openedAt: at,
    obligation: obligation.key,
    unit: unitActing(by) ?? by,
    ...{ until, reason, progress },
  };
}

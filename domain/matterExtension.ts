import { moveDue } from './extended.ts';
import { extensionGuard } from './extensionGuards.ts';
import type { ExtensionMessage } from './extensionMessages.ts';
import {
  extensionRule,
  nextExtension,
  openExtension,
  type Extension,
  type ExtensionPhase,
} from './extensionState.ts';
import { content, deskOf, limited, obligationOf, ruleOf, tell, tellUnit } from './extensionTell.ts';
import { maxInstant, type Instant } from './instant.ts';
import { mattersOf, unlimited, withMatter } from './matter.ts';
import type { MatterRule, MatterWake } from './matterRule.ts';
import { matterFact } from './matterTell.ts';
import type { Obligation } from './obligation.ts';
import { pendingOn } from './pendingOn.ts';
import type { ExtensionRule } from './regimeExtension.ts';
import type { TaskMessage } from './taskMessages.ts';
import type { Progress, TaskState, TaskView } from './taskState.ts';

type Of<K extends ExtensionMessage['kind']> = Extract<ExtensionMessage, { kind: K }>;
type Payload = Readonly<Record<string, unknown>>;

/** 延期: asked for before due, checked by the clerk, decided by a named post; silence never extends. */
export const EXTENSION: MatterRule = {
  kind: 'extension',
  takes: [
    'extend',
    'pass-extension',
    'approve-extension',
    'refuse-extension',
    'withdraw-extension',
  ],
  // While a task rests no extension is approved, so that the approver's limit rests with it.
  pausable: true,
  guard: (view, state, message) => extensionGuard(view, state, message as ExtensionMessage),
  take: (view, state, message) => take(view, state, message as ExtensionMessage),
  after: (view, state, message) => settled(view, state, message),
  wake: (view, state, wake) => wakeUp(view, state, wake),
  awaited: ({ phase }) => isOpen(phase as ExtensionPhase),
  ...pendingOn<Extension>(
    ({ phase, obligation }) => (isOpen(phase) ? [obligation] : undefined),
    'extension-pending',
  ),
};

function isOpen(phase: ExtensionPhase): boolean {
  return phase === 'checking' || phase === 'deciding';
}

function take(view: TaskView, state: TaskState, message: ExtensionMessage): Progress {
  const at = maxInstant(message.receivedAt, state.clock);
  if (message.kind === 'extend') return asked(view, state, message, at);
  const matter = openExtension(state, message.obligation) as Extension;
  switch (message.kind) {
    case 'pass-extension': {
      const passed: Extension = { ...matter, opinion: message.opinion };
      const { by, opinion } = message;
      return deciding(view, state, passed, at, { type: 'extension-passed', by, opinion });
    }
    case 'approve-extension':
      return approved(view, state, matter, message, at);
    case 'refuse-extension':
      return refused(view, state, matter, message, at);
    case 'withdraw-extension':
      return withdrawn(view, state, matter, message, at);
  }
}

/** 受理: before due it waits for the clerk or the approver; after due it is only put on record. */
function asked(view: TaskView, state: TaskState, message: Of<'extend'>, at: Instant): Progress {
  const obligation = view.lineAt(state).byKey.get(message.obligation) as Obligation;
  const rule = extensionRule(view, obligation) as ExtensionRule;
  const fresh = nextExtension(state, obligation, message, at);
  const value = { obligation: obligation.key, until: fresh.until };
  if (fresh.phase === 'late') {
    const payload = content(view, state, fresh);
    return {
      state: withMatter(state, fresh),
      decisions: [
        matterFact(at, fresh, 'extension-late', { ...payload, by: message.by }),
        ...tell(view, state, fresh, at, 'extension-late', ['office'], payload),
      ],
      answer: { value: { ...value, late: true } },
    };
  }
  if (rule.first === undefined) {
    const made = deciding(view, state, fresh, at, { type: 'extension-asked', by: message.by });
    return { ...made, answer: { value } };
  }
  const waiting = limited(view, state, { ...fresh, phase: 'checking' }, rule.first, at);
  const payload = content(view, state, waiting);
  return {
    state: withMatter(state, waiting),
    decisions: [
      matterFact(at, waiting, 'extension-asked', { ...payload, by: message.by }),
      ...tell(view, state, waiting, at, 'check-extension', [rule.first.by], payload),
    ],
    answer: { value },
  };
}

/** It comes before the approver; how it came there is the fact. */
function deciding(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  at: Instant,
  { type, ...said }: { readonly type: string } & Payload,
): Progress {
  const { decide } = ruleOf(view, state, matter);
  const waiting = limited(view, state, { ...matter, phase: 'deciding' }, decide, at);
  const payload = content(view, state, waiting);
  return {
    state: withMatter(state, waiting),
    decisions: [
      matterFact(at, waiting, type, { ...payload, approver: decide.by, ...said }),
      ...tell(view, state, waiting, at, 'decide-extension', [decide.by], payload),
    ],
    answer: { value: { obligation: matter.obligation, until: matter.until } },
  };
}

/** 批准: before the judgement the due instant moves; after it a new judgement stands beside the first. */
function approved(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  { by, until = matter.until, note }: Of<'approve-extension'>,
  at: Instant,
): Progress {
  const obligation = obligationOf(view, state, matter);
  const done: Extension = { ...unlimited(matter), phase: 'approved', until };
  const said = { by, ...(note === undefined ? {} : { note }) };
  const reason = `延期：${matter.reason}`;
  const moved = moveDue(view, withMatter(state, done), {
    ...{ at, obligation, due: until },
    payload: { by, reason, matter: matter.id },
  });
  const payload = {
    ...content(view, moved.state, done),
    was: obligation.slot.instants.due,
    ...(until === matter.until ? {} : { asked: matter.until }),
    ...said,
  };
  return {
    state: moved.state,
    decisions: [
      matterFact(at, done, 'extension-approved', payload),
      ...moved.decisions,
      ...tellUnit(view, moved.state, done, at, 'extension-approved', payload),
    ],
    answer: { value: { obligation: matter.obligation, until } },
  };
}

function refused(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  { by, reason: because }: Of<'refuse-extension'>,
  at: Instant,
): Progress {
  const done: Extension = { ...unlimited(matter), phase: 'refused' };
  const payload = { ...content(view, state, done), by, because };
  return {
    state: withMatter(state, done),
    decisions: [
      matterFact(at, done, 'extension-refused', payload),
      ...tellUnit(view, state, done, at, 'extension-refused', payload),
    ],
    answer: { value: { obligation: matter.obligation } },
  };
}

function withdrawn(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  { by, reason: because }: Of<'withdraw-extension'>,
  at: Instant,
): Progress {
  return ended(view, state, matter, at, 'withdrawn', { by, because });
}

/** It is over without a decision: whoever has it on the desk is told. */
function ended(
  view: TaskView,
  state: TaskState,
  matter: Extension,
  at: Instant,
  phase: 'withdrawn' | 'settled',
  said: Payload,
): Progress {
  const done: Extension = { ...unlimited(matter), phase };
  const payload = { ...content(view, state, done), ...said };
  const type = `extension-${phase}`;
  const desk = deskOf(ruleOf(view, state, matter), matter);
  return {
    state: withMatter(state, done),
    decisions: [
      matterFact(at, done, type, payload),
      ...tell(view, state, done, at, type, [desk], payload),
    ],
    answer: { value: { obligation: matter.obligation } },
  };
}

/** What was reported in time or exempted meanwhile needs no extension. */
function settled(view: TaskView, state: TaskState, message: TaskMessage): Progress {
  let progress: Progress = { state, decisions: [] };
  if (state.ended !== undefined) return progress;
  for (const matter of mattersOf<Extension>(state, 'extension')) {
    const verdict = state.entries[matter.obligation]?.verdict;
    const over = verdict === 'on-time' || verdict === 'exempt';
    if (!isOpen(matter.phase) || !over) continue;
    const at = maxInstant(message.receivedAt, state.clock);
    const made = ended(view, progress.state, matter, at, 'settled', { because: verdict });
    progress = { state: made.state, decisions: [...progress.decisions, ...made.decisions] };
  }
  return progress;
}

/** 临期提醒, then the consequence of the limit: the clerk's passes it on, the approver's is reported up. */
function wakeUp(view: TaskView, state: TaskState, { matter, what, at }: MatterWake): Progress {
  const own = matter as Extension;
  const rule = ruleOf(view, state, own);
  const payload = content(view, state, own);
  const nth = own.phase === 'checking' ? 'first' : undefined;
  if (what === 'remind') {
    return {
      state,
      decisions: [
        matterFact(at, own, 'extension-reminded', payload, nth),
        ...tell(view, state, own, at, 'extension-reminder', [deskOf(rule, own)], payload, nth),
      ],
    };
  }
  if (own.phase === 'checking')
    return deciding(view, state, own, at, { type: 'extension-unchecked' });
  const above = rule.up ?? (rule.decide.by === 'principal' ? 'office' : 'principal');
  return {
    state,
    decisions: [
      matterFact(at, own, 'extension-overdue', { ...payload, approver: rule.decide.by }),
      ...tell(view, state, own, at, 'extension-overdue', [rule.decide.by, above], {
        ...payload,
        approver: rule.decide.by,
      }),
    ],
  };
}

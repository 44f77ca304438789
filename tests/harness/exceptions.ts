import fc from 'fast-check';
import { taskMachine, initialTask } from '../../domain/task.ts';
import { dayOf, epoch, instantOf, plusDays } from '../../domain/instant.ts';
import { obligationsOf } from '../../domain/obligation.ts';
import { Regime } from '../../domain/regime.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import { contextOf, regimeOf, taskOf } from './cast.ts';
import { lives } from './arbitraries.ts';
import { play, when } from './played.ts';
import type { Arrival } from './simulated.ts';

export const APPROVER = 'post:分管领导';
const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

/** A task of the small regime under a rule of 延期, or with another ladder, or under another plan. */
export function exceptional(
  regime: Readonly<Record<string, unknown>> = {},
  task: Readonly<Record<string, unknown>> = {},
) {
  const input = { context: contextOf({ regime: regimeOf(regime) }), task: taskOf(task) };
  return play(taskMachine(input), initialTask(input));
}

/** A message of somebody about the March report of u001. */
export function said(
  kind: string,
  at: string,
  by: string,
  rest: Readonly<Record<string, unknown>> = {},
): TaskMessage {
  const base = { kind, id: `${kind} ${at} ${by}`, receivedAt: when(at), by };
  return { ...base, obligation: 'monthly/2026-03/u001', ...rest } as unknown as TaskMessage;
}

export function asked(at: string, rest: Readonly<Record<string, unknown>> = {}): TaskMessage {
  const content = { until: '2026-04-15', reason: '评审延后', progress: '完成八成' };
  return said('extend', at, 'unit:u001', { ...content, ...rest });
}

const ENDS = ['approve', 'approve', 'approve', 'refuse', 'withdraw', 'nothing'] as const;

/** One obligation for which something is asked at some hour, and decided some hours later; mostly as it should be. */
const stories = fc.record({
  what: fc.constantFrom('extension', 'gate'),
  which: fc.nat(),
  before: fc.integer({ min: -12, max: 15 * 24 }),
  passes: fc.integer({ min: 0, max: 40 }),
  later: fc.integer({ min: 1, max: 25 * 24 }),
  end: fc.constantFrom(...ENDS),
  days: fc.integer({ min: -1, max: 40 }),
  wrong: fc.integer({ min: 0, max: 12 }),
});

/** Lives under a regime with 延期 and gates, in which units ask and posts decide, at any time and in any order. */
export const exceptionalLives = fc
  .tuple(lives, fc.array(stories, { maxLength: 8 }), fc.boolean(), fc.boolean())
  .map(([{ input, arrivals }, list, first, gated]) => {
    const { regime } = input.context;
    const gate = { by: APPROVER, limit: { workdays: 2 } };
    const accusing = ['letter', 'report-up'];
    const made = Regime.parse({
      ...regime,
      ladder: regime.ladder.map((step) =>
        gated && accusing.includes(step.step) ? { ...step, gate } : step,
      ),
      extension: {
        decide: { by: APPROVER, limit: { workdays: 3 } },
        ...(first ? { first: { limit: { workdays: 1 } } } : {}),
      },
    });
    const context = { ...input.context, regime: made };
    const obligations = obligationsOf(context, input.task);
    const slots = obligations.flatMap((found) =>
      found.slot.steps.flatMap((own) => (own.step.gate === undefined ? [] : [{ found, own }])),
    );
    const more = list.flatMap((story, n): readonly Arrival<TaskMessage>[] => {
      const found = obligations[story.which % Math.max(1, obligations.length)];
      const gated = slots[story.which % Math.max(1, slots.length)];
      const step = story.what === 'gate' && gated !== undefined ? gated : undefined;
      const owed = step?.found ?? found;
      if (owed === undefined) return [];
      const { due } = owed.slot.instants;
      const start = step === undefined ? epoch(due) - story.before * HOUR : epoch(step.own.at);
      const act = (kind: string, hours: number, by: string): Arrival<TaskMessage> => {
        const receivedAt = instantOf(start + hours * HOUR, ZONE);
        const message = {
          ...{ kind, id: `x${n}:${kind}`, receivedAt, by: story.wrong === 0 ? 'unit:u009' : by },
          ...{ obligation: owed.key, step: step?.own.step.id ?? 'none' },
          ...{ reason: story.wrong === 1 ? ' ' : '理由', progress: '进展', opinion: '属实' },
          ...{ until: plusDays(dayOf(due, ZONE), story.days), confirm: story.wrong > 2 },
        };
        const own = kind === 'approve-extension' ? { until: undefined } : {};
        return { at: receivedAt, message: { ...message, ...own } as unknown as TaskMessage };
      };
      const unit = `unit:${owed.party.members[0] ?? 'u001'}`;
      const { end, later, passes } = story;
      if (step === undefined) {
        const asking = [act('extend', 0, unit), act('pass-extension', passes, 'office')];
        if (end === 'nothing') return asking;
        const by = end === 'withdraw' ? unit : APPROVER;
        return [...asking, act(`${end}-extension`, passes + later, by)];
      }
      const again = act('propose-step', 60 + passes, 'office');
      if (end === 'nothing') return [again];
      const kind = end === 'refuse' ? 'reject-step' : `${end}-step`;
      return [again, act(kind, later % 60, end === 'withdraw' ? 'office' : APPROVER)];
    });
    const all = [...arrivals, ...more].sort((a, b) => epoch(a.at) - epoch(b.at));
    return { input: { ...input, context }, arrivals: all };
  });

import { contextForTalk, succeededContext } from './amendedContext.ts';
import type { Delivery } from './behaviour.ts';
import type { CampaignState } from './campaignState.ts';
import { holderOf, owedUnder, regimesIn } from './change.ts';
import type { Context, OwedTask, Party } from './context.ts';
import { obligationKey } from './ids.ts';
import { dayOf, type Instant } from './instant.ts';
import { amendedContext, dutySlots, owingParties } from './obligation.ts';
import type { OwedUnder } from './regimeAmended.ts';
import type { RegimeAmended, RegimeWithdrawn } from './regimeMessages.ts';
import type { TaskState } from './taskState.ts';

/** The context with the regimes that the campaign has taken by now. */
export function regimesNow(context: Context, campaign: unknown): Context {
  const { regimes = [] } = (campaign ?? {}) as Partial<CampaignState>;
  return succeededContext(context, regimes);
}

/** The context of a talk that starts now: under the campaign's present calendar and the regime of the day. */
export function talkContextNow(context: Context, campaign: unknown, now: Instant): Context {
  const { calendar = context.calendar } = (campaign ?? {}) as Partial<CampaignState>;
  const present = amendedContext(regimesNow(context, campaign), calendar);
  return contextForTalk(present, dayOf(now, calendar.zone));
}

/** Who owes a period, by what the task has been told. */
export function partiesNow(
  context: Context,
  task: OwedTask,
  state: unknown,
  { duty, period }: { readonly duty: string; readonly period: string },
): readonly Party[] {
  const { changes = [] } = (state ?? {}) as Partial<TaskState>;
  const slot = dutySlots(context).find((own) => own.duty === duty && own.period === period);
  const owed = owedUnder(task, regimesIn(changes));
  const parties = owingParties(owed, { duty, ...(slot?.under ? { under: slot.under } : {}) });
  return parties.map((party) => {
    const members = holderOf(changes, party.id, obligationKey(duty, period, party.id));
    return members === undefined ? party : { ...party, members };
  });
}

/** What people who know of every coming change report by: the regimes that will be published and not taken back. */
export function foreseen(
  context: Context,
  tasks: readonly OwedTask[],
  acts: readonly Delivery[],
  owed: OwedUnder | undefined,
): { readonly context: Context; readonly tasks: readonly OwedTask[] } {
  const told = acts.map(({ message }) => message as { readonly kind: string });
  const back = told.filter((one): one is RegimeWithdrawn => one.kind === 'regime-withdraw');
  const taken = told
    .filter((one): one is RegimeAmended => one.kind === 'regime')
    .filter(({ regime }) => !back.some(({ withdraws }) => withdraws.version === regime.version));
  if (taken.length === 0) return { context, tasks };
  const under = (task: OwedTask): OwedTask => {
    const changes = taken.map(({ regime, from, receivedAt, hash }) => {
      const found = owed?.(hash, task.key);
      const parties = found === undefined ? {} : { parties: found.parties };
      return { kind: 'regime' as const, at: receivedAt, from, regime, units: [], ...parties };
    });
    return owedUnder(task, changes);
  };
  return { context: succeededContext(context, taken), tasks: tasks.map(under) };
}

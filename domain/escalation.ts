import type { OwedTask, Party } from './context.ts';
import type { Condition, EscalationStep, Recipient, Regime } from './regime.ts';
import type { Unit } from './unit.ts';

/** Verdict 判定: every expected obligation is pending, then exactly one of these. */
export type Verdict = 'on-time' | 'late' | 'missing' | 'exempt';

/** Record 记录 of one judged period of one duty and party, oldest first in the lists below. */
export interface Judged {
  readonly key: string;
  readonly year: string;
  readonly verdict: Verdict;
  /** A referral has used this miss or lateness; it counts for no other. */
  readonly spent: boolean;
}

/** What a condition counted: the reason that a notice gives. */
export interface Count {
  readonly condition: Condition;
  readonly count: number;
  readonly keys: readonly string[];
}

/**
 * The first condition of a step that holds for the history that ends with the present period; a step without
 * conditions always holds (an empty count). Exempt periods are skipped by every counter.
 */
export function holds(step: EscalationStep, history: readonly Judged[]): Count | true | undefined {
  if (step.when === undefined) return true;
  for (const condition of step.when) {
    const keys = counted(condition, history);
    if (keys.length >= condition.atLeast) return { condition, count: keys.length, keys };
  }
  return undefined;
}

function counted(condition: Condition, history: readonly Judged[]): readonly string[] {
  const judged = history.filter((period) => period.verdict !== 'exempt');
  const last = judged.at(-1);
  if (last === undefined) return [];
  if ('cumulative' in condition) {
    return judged
      .filter((period) => !period.spent && matches(condition.cumulative, period.verdict))
      .filter((period) => condition.within === 'campaign' || period.year === last.year)
      .map((period) => period.key);
  }
  const reversed = [...judged].reverse();
  const end = reversed.findIndex(
    (period) => period.spent || !matches(condition.consecutive, period.verdict),
  );
  return (end < 0 ? reversed : reversed.slice(0, end)).map((period) => period.key).reverse();
}

function matches(what: 'missing' | 'late' | 'missing-or-late', verdict: Verdict): boolean {
  if (what === 'missing-or-late') return verdict === 'missing' || verdict === 'late';
  return verdict === what;
}

/** Where a notice goes: an inbox, and the role that it stands in for where that role is empty. */
export interface Address {
  readonly recipient: string;
  readonly insteadOf?: string;
  /** 抄送: it is not asked for anything. */
  readonly copy?: true;
}

/**
 * The inboxes of a role for one party of a task: `u003/reporter` (of 配合单位 as copies), `u003/head`, `leader/…`, `office`, `principal`,
 * `post/…`. An empty role goes to the regime's fallback at once.
 */
export function addresses(
  role: Recipient,
  regime: Regime,
  task: Pick<OwedTask, 'leaders' | 'units' | 'cooperating'>,
  party: Pick<Party, 'members'>,
): readonly Address[] {
  const found = inboxes(role, task, party);
  const copy = role === 'cooperating' ? { copy: true as const } : {};
  return found.map(({ inbox, role: wanted }) => {
    if (inbox !== undefined) return { recipient: inbox, ...copy };
    const fallback = inboxes(regime.fallback, task, party)[0]?.inbox ?? 'office';
    return { recipient: fallback, insteadOf: wanted };
  });
}

function inboxes(
  role: Recipient,
  task: Pick<OwedTask, 'leaders' | 'units' | 'cooperating'>,
  party: Pick<Party, 'members'>,
): readonly { readonly inbox?: string; readonly role: string }[] {
  if (role === 'reporter' || role === 'head') {
    return party.members.map((member) => {
      const unit = task.units.find((candidate) => candidate.id === member);
      const inbox = role === 'reporter' ? (unit?.delegate ?? role) : role;
      return named(`${member}/${inbox}`, unit ? (unit.delegate ?? postOf(unit, role)) : null);
    });
  }
  // A copy that nobody can receive is no loss: the units that must act are told by their own roles.
  if (role === 'cooperating') {
    return (task.cooperating ?? []).flatMap((id) => {
      const unit = task.units.find((candidate) => candidate.id === id);
      if (party.members.includes(id) || unit?.reporter == null) return [];
      return [{ inbox: `${id}/reporter`, role }];
    });
  }
  if (role === 'leader') {
    if (task.leaders.length === 0) return [{ role: 'leader' }];
    return task.leaders.map((leader) => ({ inbox: `leader/${leader}`, role: 'leader' }));
  }
  if (role.startsWith('post:')) return [{ inbox: `post/${role.slice(5)}`, role }];
  return [{ inbox: role, role }];
}

function postOf(unit: Unit, role: 'reporter' | 'head'): string | null {
  return role === 'reporter' ? unit.reporter : unit.head;
}

function named(inbox: string, post: string | null): { inbox?: string; role: string } {
  return post === null ? { role: inbox } : { inbox, role: inbox };
}

import { assign } from '../../domain/assign.ts';
import type { OwedTask } from '../../domain/context.ts';
import { fault } from '../../domain/faults.ts';
import { unitId } from '../../domain/ids.ts';
import { itemRule, itemSource } from '../../domain/item.ts';
import type { Assignment, PlanTask } from '../../domain/plan.ts';
import { unitNamed, type Directory, type Unit } from '../../domain/unit.ts';
import { groupNamed, isGroupExpression } from '../../domain/unitGroup.ts';
import type { CampaignRow } from '../../store/campaigns.ts';
import type { ItemBody } from '../../store/items.ts';
import { FaultError } from '../faultError.ts';
import type { TakenOf } from '../operations.ts';

const TITLE_LENGTH = 40;

/** The title as it is typed, else the first sentence of the text, shortened. */
export function titleOf({ title, text }: Pick<TakenOf<'registerItem'>, 'title' | 'text'>): string {
  if (title !== undefined) return title;
  const first = [...(text.trim().split(/[。；;\n]/u)[0] ?? '').replace(/\s+/gu, '')];
  return first.length > TITLE_LENGTH
    ? `${first.slice(0, TITLE_LENGTH - 1).join('')}…`
    : first.join('');
}

/** What an item prints and owes under its key: its day, and the duties that the regime names for items. */
export function taskOfItem({
  row,
  input,
  body,
  directory,
  key,
}: {
  readonly row: CampaignRow;
  readonly input: Pick<TakenOf<'registerItem'>, 'lead' | 'cooperating' | 'newUnits'>;
  readonly body: ItemBody;
  readonly directory: Directory;
  readonly key: string;
}): { readonly plan: PlanTask; readonly owed: OwedTask } {
  const { regime } = row.context;
  const source = itemSource(regime, body.source);
  const leader = body.leader;
  const roles = (['lead', 'cooperating'] as const).flatMap((role) =>
    input[role].map((unit): Assignment => ({ unit, role })),
  );
  const plan: PlanTask = {
    ...{ key, no: null, category: [source?.title ?? body.source] },
    ...{ title: body.title, content: body.text, assignments: roles },
    leaders: leader.startsWith('post:') ? [leader.slice(5)] : [],
    ...{ openEnded: false, duties: [...(itemRule(regime)?.reports ?? [])] },
    // The day is known at the approval; any stands for it until then, so that somebody owes it.
    deadlines: [{ kind: 'date', on: body.due ?? body.on }],
  };
  const known = input.newUnits ? withNewUnits(directory, plan) : directory;
  const { tasks, diagnostics } = assign(asPlan(plan), known, regime);
  const blocking = diagnostics.filter(({ severity }) => severity === 'blocking');
  const [owed] = tasks;
  if (blocking.length > 0 || owed === undefined) {
    const list = blocking.map(({ message }) => `· ${message}`).join('\n');
    const fields = { document: '督办事项的单位', count: blocking.length, list };
    throw new FaultError(fault('document-faulty', fields));
  }
  const quiet = source?.told === true && body.due !== null ? { quiet: true as const } : {};
  return { plan, owed: { ...owed, item: { source: body.source, leader, ...quiet } } };
}

function asPlan(task: PlanTask) {
  const head = { title: '', issuer: null, documentNumber: null, issuedOn: null };
  return { ...head, version: 1, tasks: [task] };
}

/** Names that the directory does not know, as units of their own after the last. */
export function withNewUnits(
  directory: Directory,
  { assignments }: Pick<PlanTask, 'assignments'>,
): Directory {
  const names = [...new Set(assignments.map(({ unit }) => unit))].filter(
    (name) =>
      unitNamed(directory, name) === undefined &&
      groupNamed(directory, name) === undefined &&
      !isGroupExpression(name),
  );
  const last = Math.max(0, ...directory.units.map(({ id }) => Number(id.slice(1))));
  const fresh = names.map((name, n): Unit => ({
    ...{ id: unitId(last + n + 1), name, aliases: [] },
    ...{ reporter: '联络员', head: '主要负责人' },
  }));
  return fresh.length === 0 ? directory : { ...directory, units: [...directory.units, ...fresh] };
}

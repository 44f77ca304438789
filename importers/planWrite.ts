import { stringify } from 'yaml';
import type { Deadline } from '../domain/deadline.ts';
import { taskKey } from '../domain/ids.ts';
import type { Draft, DraftTask, Role } from '../domain/plan.ts';

/** What a plan file of our own holds: a draft, or a plan with its keys. */
export type WritablePlan = Pick<Draft, 'title' | 'issuer' | 'documentNumber' | 'issuedOn'> &
  Partial<Pick<Draft, 'version' | 'lastKey'>> & { readonly tasks: readonly WritableTask[] };
type WritableTask = Omit<DraftTask, 'source' | 'spans' | 'inferred'>;

/**
 * A confirmed plan as YAML of our own; reading it again gives the same tasks. Keys are those given, else those that
 * the tasks have, else t0001… in the order of the plan.
 */
export function planYamlOf(draft: WritablePlan, keys?: readonly string[]): string {
  const own = draft.tasks.every(({ key }) => key !== undefined);
  const tasks = draft.tasks.map((task, i) => {
    const key = keys?.[i] ?? (own ? task.key : undefined) ?? taskKey(i + 1);
    return written(task, key);
  });
  const { title, issuer, documentNumber, issuedOn, version = 1, lastKey } = draft;
  const plan = compact({ title, issuer, documentNumber, issuedOn, version, lastKey, tasks });
  const yaml = stringify(plan, { lineWidth: 0, aliasDuplicateObjects: false });
  return `${HEAD}${yaml.replace(/^ {2}- key:/gm, '\n$&')}`;
}

const HEAD = `# 已确认的方案。key 是任务编号，改版时保持不变；no 是原文的序号。
# lead 牵头、responsible 责任、cooperating 配合；deadlines 的写法见 plans/park.plan.yaml。
`;

function written(task: WritableTask, key: string): Readonly<Record<string, unknown>> {
  const { no, title, content, category, assignments, leaders, deadlines, openEnded } = task;
  const units = (role: Role) =>
    assignments.filter((assignment) => assignment.role === role).map(({ unit }) => unit);
  const ordered = ROLES.flatMap((role) => assignments.filter((one) => one.role === role));
  // By role where that keeps the printed order, which says who is named first.
  const asPrinted = ordered.every((one, i) => one === assignments[i]);
  const who = asPrinted
    ? Object.fromEntries(ROLES.map((role) => [role, oneOrMore(units(role))]))
    : { assignments };
  return compact({
    key,
    no,
    category: oneOrMore(category),
    title,
    content,
    ...who,
    leaders: oneOrMore(leaders),
    openEnded: openEnded ? true : undefined,
    deadlines: deadlines.length === 0 ? undefined : deadlines.map(writtenDeadline),
    duties: task.duties,
    entry: task.entry,
    targets: task.targets,
    measures: task.measures,
  });
}

const ROLES: readonly Role[] = ['lead', 'responsible', 'cooperating'];

/** One name alone, several as a list, nothing where there is none. */
function oneOrMore(texts: readonly string[]): string | readonly string[] | undefined {
  return texts.length > 1 ? texts : texts[0];
}

function writtenDeadline(deadline: Deadline): unknown {
  switch (deadline.kind) {
    case 'date': {
      const { on, what, tentative } = deadline;
      return compact({ date: on, what, tentative });
    }
    case 'recurring':
      return { every: deadline.every };
    case 'unknown':
      return { unknown: deadline.text };
    case 'start-now':
    case 'continuous':
    case 'horizon':
      return deadline.kind;
  }
}

/** Without what is not there. */
function compact(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && value !== null),
  );
}

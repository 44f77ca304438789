import type { EscalationStep, Regime } from './regime.ts';

/** What the register says of a task, oldest first: steps taken, judgements, obligations that fell due on another day. */
export interface LevelRow {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** TaskLevel 升级层级: the highest step that a task ever came to, and where it stands now. */
export interface TaskLevel {
  /** Ids of steps; null: none. */
  readonly highest: string | null;
  readonly present: string | null;
}

/** From mild to severe; within a kind the later step of the ladder stands higher. */
const SEVERITY: readonly EscalationStep['step'][] = [
  ...(['remind', 'urge', 'letter', 'report-up', 'interview'] as const),
];

/**
 * Making up lowers the level and not the record: the present level is the highest step of what is still missing (or
 * pending after a reminder); the highest one stays.
 */
export function levelOf({ ladder }: Pick<Regime, 'ladder'>, rows: readonly LevelRow[]): TaskLevel {
  const place = (id: string | null) => {
    const n = ladder.findIndex((step) => step.id === id);
    const kind = ladder[n]?.step;
    return kind === undefined ? -1 : SEVERITY.indexOf(kind) * 1000 + n;
  };
  const higher = (a: string | null, b: string | null) => (place(b) > place(a) ? b : a);
  const open = new Map<string, string | null>();
  let highest: string | null = null;
  for (const { type, payload } of rows) {
    const key = String(payload['obligation']);
    if (type === 'step') {
      const step = String(payload['step']);
      highest = higher(highest, step);
      open.set(key, higher(open.get(key) ?? null, step));
    }
    if (type === 'report' || (type === 'judged' && payload['verdict'] !== 'missing')) {
      open.set(key, null);
    }
  }
  return { highest, present: [...open.values()].reduce(higher, null) };
}

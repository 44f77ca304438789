import { taskLabel } from './assignNames.ts';
import type { Day } from './instant.ts';
import { measureProblems } from './measure.ts';
import type { Diagnostic, Plan } from './plan.ts';

/** Measures of a plan that cannot be meant, or that end outside the campaign, where nobody would settle them. */
export function measureFaults(
  plan: Plan,
  { from, to }: { readonly from: Day; readonly to: Day },
): readonly Diagnostic[] {
  return plan.tasks.flatMap((task) => {
    const fault = (message: string): Diagnostic => ({
      ...{ code: 'measure-faulty', severity: 'blocking', where: task.key },
      message: `${taskLabel(task)}的计量指标（measures）：${message}`,
    });
    const measures = task.measures ?? [];
    return [
      ...measureProblems(measures).map(({ message }) => fault(message)),
      ...measures.flatMap(({ id, by }) =>
        by >= from && by < to
          ? []
          : [fault(`“${id}”的期限 ${by} 不在专项行动的起止日期之内，请改正或删去`)],
      ),
    ];
  });
}

import { taskKey } from '../domain/ids.ts';
import { PlanTask, type Plan } from '../domain/plan.ts';
import { readPlanYaml } from '../importers/planYaml.ts';

const UNITS = 80;
const CATEGORIES = ['规划', '建设', '安全', '环保', '服务', '招商', '科技', '交通', '水务', '民生'];
const WORK = ['推进', '完成', '整治', '新建', '改造', '排查', '提升', '落实'];
const OBJECTS = ['管网', '道路', '厂房', '变电站', '污水设施', '消防设施', '绿地', '监测点'];

const unit = (n: number) => `示例单位${String((n % UNITS) + 1).padStart(2, '0')}`;

/** A made-up plan: eighty units, ten categories, eight leaders; one task in five has a deadline of its own. */
export function confirmedPlan(tasks: number): Plan {
  const lines = Array.from({ length: tasks }, (_, n) => {
    const work = `${WORK[n % WORK.length] ?? ''}第${n + 1}片区${OBJECTS[(n * 3) % OBJECTS.length] ?? ''}`;
    const content = `${work}，按季度目标分段推进，形成清单并逐项销号`;
    const dated = n % 5 === 0 ? `, deadlines: [{ date: 2026-${n % 2 ? '06' : '12'}-30 }]` : '';
    const others = n % 3 === 0 ? `, cooperating: [${unit(n * 7 + 3)}, ${unit(n * 11 + 5)}]` : '';
    return `  - { no: ${n + 1}, category: ${CATEGORIES[n % 10]}, content: ${content}, lead: ${unit(n)}${others}, leaders: [示例分管领导${(n % 8) + 1}]${dated} }`;
  });
  const text = `title: 压力测试用的假方案（合成）\ntasks:\n${lines.join('\n')}\n`;
  const { draft, diagnostics } = readPlanYaml('bench.yaml', text, { today: '2026-01-01' });
  if (draft === undefined) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  const confirmed = draft.tasks.map((task, n) =>
    PlanTask.strip().parse({ ...task, key: taskKey(n + 1) }),
  );
  const { title, issuer, documentNumber, issuedOn } = draft;
  return { title: title ?? '', issuer, documentNumber, issuedOn, version: 1, tasks: confirmed };
}

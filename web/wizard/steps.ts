import type { OutputOf } from '../../client/operations.ts';

/** The steps from a dropped file to a started campaign, in order. */
export const STEPS = [
  ['read', '读出的任务'],
  ['review', '核对'],
  ['regime', '制度'],
  ['documents', '名录与期限'],
  ['rehearse', '推演'],
  ['start', '启动'],
] as const;
export type Step = (typeof STEPS)[number][0];

export type DeskView = OutputOf<'showPlanDesk'>;

/** What the address says: the desk, the step, and what is chosen on it. */
export interface WizardSearch {
  readonly desk?: string;
  readonly step?: Step;
  readonly kind?: string;
  readonly doubt?: string;
  readonly show?: 'closed';
  readonly way?: string;
  readonly day?: string;
  readonly after?: string;
}

/** How a step stands, in a word; nothing where there is nothing to say. */
export function standing(step: Step, desk: DeskView): string {
  switch (step) {
    case 'read':
      return `${desk.tasks} 项`;
    case 'review':
      return desk.required > 0 ? `必须 ${desk.required} 处` : `余 ${desk.open} 处`;
    case 'regime':
      return desk.regime.faults.length > 0 ? `${desk.regime.faults.length} 处错误` : '已选';
    case 'documents': {
      const open = desk.directory.names.filter(({ kind }) => kind !== 'unit' && kind !== 'group');
      return open.length > 0 ? `${open.length} 个名称未定` : '齐全';
    }
    case 'rehearse':
      return '';
    case 'start':
      return desk.state === 'started' ? '已启动' : '';
  }
}

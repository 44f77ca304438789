import { UNITS } from '../harness/cast.ts';

/**
 * Acts about items 督办事项: `登记事项 任务 来源 提出人 [缓急] [期限]`, `立项 任务`, `不予立项 任务`, `撤回事项 任务`,
 * `再次送批 任务`. Undefined where it is none of them.
 */
export function itemMessage(
  does: string,
  [task = '', source = '', leader = '', urgency = '', due = '']: readonly string[],
): Record<string, unknown> | undefined {
  switch (does) {
    case '登记事项':
      return {
        ...{ kind: 'item', task, source, leader, title: '整治积水点', on: '2026-01-05' },
        ...{ urgency: urgency || 'ordinary', units: UNITS.slice(0, 1), digest: 'digest' },
        ...(due === '' ? {} : { due }),
      };
    case '立项':
      return { kind: 'item-approve', task };
    case '不予立项':
      return { kind: 'item-reject', task, reason: '已有专项安排' };
    case '撤回事项':
      return { kind: 'item-withdraw', task, reason: '登记有误' };
    case '再次送批':
      return { kind: 'item-propose', task, reason: '仍需督办' };
    default:
      return undefined;
  }
}

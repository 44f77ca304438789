import { UNITS } from '../harness/cast.ts';

type Message = (who: string, ...what: readonly string[]) => Record<string, unknown>;

const named = (id: string | undefined) => UNITS.filter((unit) => unit.id === id);

/**
 * `签收 任务 [单位]`, `退回任务 任务`, `同意退回 任务 单位 接办`, `不同意退回 任务 单位`, `转办 任务 科室`, `移交 任务 原单位 接办`.
 */
export const SIGN_ACTS: Readonly<Record<string, Message>> = {
  签收: (who, unit) => ({ kind: 'sign', unit: unit ?? who.replace('unit:', '') }),
  退回任务: () => ({ kind: 'return-task', reason: '不属本单位职责' }),
  同意退回: (_, unit, to) => ({
    ...{ kind: 'decide-return', unit, accept: true, reason: '职责有误', to: named(to)[0] },
  }),
  不同意退回: (_, unit) => ({
    ...{ kind: 'decide-return', unit, accept: false, reason: '职责无误' },
  }),
  转办: (_, to = '') => ({ kind: 'delegate', to }),
  移交: (_, from, to) => ({
    ...{ kind: 'transfer', from, to: named(to), reason: '职责调整', what: 'transfer' },
  }),
};

/** `更名 单位 新名`, `合并 单位 接办 任务`. */
export function unitMessage(
  does: string,
  what: readonly string[],
): Record<string, unknown> | undefined {
  const [first = '', second = '', ...tasks] = what;
  if (does === '更名') {
    const units = named(first).map((unit) => ({
      ...{ ...unit, name: second },
      formerly: [{ name: unit.name, until: '2026-02-02' }],
    }));
    return { kind: 'reorganise', what: 'rename', reason: '区划更名', units, moves: [] };
  }
  if (does !== '合并') return undefined;
  const moves = [{ from: first, to: [second], tasks }];
  return { kind: 'reorganise', what: 'merge', reason: '机构改革', units: [], moves };
}

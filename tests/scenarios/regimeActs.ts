import type { Regime } from '../../domain/regime.ts';

/** `发布新制度 生效日 [单位 时点数]`, `撤回新制度`: what the office tells the campaign. */
export function regimeMessage(
  does: string,
  [from = '', unit, changes]: readonly string[],
  regime: Regime | undefined,
): Record<string, unknown> | undefined {
  if (regime === undefined) return undefined;
  const touched = unit === undefined ? {} : { touched: { [unit]: Number(changes) } };
  if (does === '发布新制度') {
    return { kind: 'regime', regime, hash: 'hash', from, reason: '为基层减负', ...touched };
  }
  if (does !== '撤回新制度') return undefined;
  const { id, version } = regime;
  return { kind: 'regime-withdraw', withdraws: { id, version }, reason: '误发' };
}

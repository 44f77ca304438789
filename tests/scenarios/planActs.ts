/** `发布方案新版`: the second version of the plan; what it changes stands in the scenario. */
export function planMessage(
  does: string,
  change: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> | undefined {
  if (does !== '发布方案新版') return undefined;
  return {
    ...{ kind: 'plan', version: 2, over: 1, hash: 'hash', reason: '年中调整' },
    ...{ added: [], changed: {}, removed: [], words: [], units: [], leaders: [], touched: {} },
    ...change,
  };
}

type Message = Record<string, unknown>;

const BULK: Readonly<Record<string, string>> = {
  成批暂停: 'suspend',
  成批恢复: 'resume',
  成批顺延: 'extend',
  成批免报: 'exempt',
};

/**
 * What is decided about a whole campaign at its beginning, or about a chosen set, in the office's words: `撤回启动`,
 * `成批暂停 文号 任务…`, `成批恢复 文号 任务…`, `成批顺延 文号 "任务 义务 改到哪一天"…`, `成批免报 文号 "任务 义务"…`.
 */
export function beginningMessage(does: string, what: readonly string[]): Message | undefined {
  if (does === '撤回启动') return { kind: 'withdraw-start', reason: '误启动' };
  const act = BULK[does];
  if (act === undefined) return undefined;
  const [number = '', ...set] = what;
  const named = set.map((one) => one.split(' '));
  const tasks = [...new Set(named.map(([task = '']) => task))];
  const listed = named.filter(([, obligation]) => obligation !== undefined);
  const owing = listed.map(([, obligation = '']) => obligation.split('/')[2] ?? '');
  const items = Object.fromEntries(
    tasks.map((task) => [
      task,
      listed
        .filter(([own]) => own === task)
        .map(([, obligation, due]) => (due === undefined ? { obligation } : { obligation, due })),
    ]),
  );
  const units = listed.length > 0 ? owing : tasks.map(() => 'u001');
  return {
    ...{ kind: 'bulk', act, number: `缓办〔2026〕${number}`, reason: '防汛', tasks },
    ...(listed.length > 0 ? { items } : {}),
    touched: Object.fromEntries(
      [...new Set(units)].map((unit) => [unit, units.filter((own) => own === unit).length]),
    ),
  };
}

import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../operations.ts';
import { table } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { print, usage, type Io } from './io.ts';

export interface EndOptions extends Common {
  readonly reason: string;
  readonly requestId?: string;
}
export type ConfirmOptions = EndOptions;

type Named = OutputOf<'listSameMatters'>['matters'][number]['one'];

/** `duban burden [MONTH]`: reports asked of each unit and each person. */
export async function showBurden(
  io: Io,
  month: string | undefined,
  options: Common,
): Promise<void> {
  const view = await call(io, 'showBurden', month === undefined ? {} : { month }, options.as);
  print(io, options.json, view, ({ words, units, hoursEach }) => {
    if (units.length === 0) return words;
    const rows = units.map((unit) => [
      ...[unit.unit, unit.asked, unit.duplicates],
      `${unit.peak.count}（${unit.peak.week} 起的一周）`,
      unit.over > 0 ? `${unit.over} 周超过上限` : '',
      `${unit.hours} 小时`,
      unit.persons.map(({ name, asked }) => `${name} ${asked}`).join('、'),
    ]);
    const heads = ['单位', '要求份数', '同一事项', '最忙一周', '上限', '估计用时', '填报人'];
    const assumed = `估计用时按每份 ${hoursEach} 小时计，仅供比较。`;
    return [words, table(heads, rows, { width: io.width }), assumed].join('\n');
  });
}

/** `duban same list`: what stands. */
export async function listSame(io: Io, options: Common): Promise<void> {
  const { campaign } = options;
  const view = await call(
    io,
    'listSameMatters',
    campaign === undefined ? {} : { campaign },
    options.as,
  );
  print(io, options.json, view, ({ matters }) =>
    matters.length === 0
      ? '还没有确认过同一事项。用 duban same suggest 专项行动 查找可能重复的任务。'
      : table(
          ['编号', '任务', '另一任务', '理由', '确认'],
          matters.map(({ id, one, other, reason, confirmedAt }) => [
            ...[id, words(one), words(other), reason, confirmedAt.slice(0, 10)],
          ]),
          { width: io.width },
        ),
  );
}

/** `duban same suggest CAMPAIGN`: tasks of other campaigns that read alike. */
export async function suggestSame(io: Io, campaign: string, options: Common): Promise<void> {
  const view = await call(io, 'suggestSameMatters', { campaign }, options.as);
  print(io, options.json, view, ({ suggestions }) =>
    suggestions.length === 0
      ? '没有找到由同一单位承担、内容相近的任务。'
      : table(
          ['相近', '任务', '另一任务', '共同的单位'],
          suggestions.map(({ likeness, one, other, units }) => [
            ...[`${likeness}%`, words(one), words(other), units.join('、')],
          ]),
          { width: io.width },
        ),
  );
}

/** `duban same confirm ONE OTHER --reason …` */
export async function confirmSame(
  io: Io,
  one: string,
  other: string,
  options: ConfirmOptions,
): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const input = { one: placeOf(one), other: placeOf(other), reason: options.reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'confirmSameMatter', input, options.as),
  );
  print(io, options.json, done, ({ matter, units, repeated }) =>
    [
      `${repeated ? '此前已确认（没有重复）' : '已确认'}：${one} 与 ${other} 是同一事项，${units.join('、')}报一次，两边都收到，各按各的期限判定。`,
      `编号：${matter}`,
    ].join('\n'),
  );
}

/** `duban same end MATTER --reason …` */
export async function endSame(io: Io, matter: string, options: EndOptions): Promise<void> {
  const requestId = options.requestId ?? randomUUID();
  const input = { matter, reason: options.reason, requestId };
  const done = await withRequest(io, options, requestId, () =>
    call(io, 'endSameMatter', input, options.as),
  );
  print(io, options.json, done, ({ repeated }) =>
    repeated ? '此前已取消（没有重复）。' : '已取消。已经收到的报送不变，此后两项任务各报各的。',
  );
}

function placeOf(text: string): { readonly campaign: string; readonly task: string } {
  const [campaign = '', task = '', ...more] = text.split('/');
  if (campaign !== '' && task !== '' && more.length === 0) return { campaign, task };
  return usage(`“${text}”应写作 专项行动/任务，例如 c2026-001/t0004。`);
}

function words({ campaign, task, title }: Named): string {
  return `${campaign}/${task} ${title}`;
}

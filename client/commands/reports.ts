import { term } from '../../domain/terms.ts';
import type { OutputOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { print, type Io } from './io.ts';
import { item } from './words.ts';

export interface ReportsOptions extends Common {
  readonly period?: string;
  readonly duty?: string;
  readonly unit?: string;
}

type View = OutputOf<'showReports'>;

/** `duban reports TASK`: every version with its text, and how each obligation stands. */
export async function reports(io: Io, task: string, options: ReportsOptions): Promise<void> {
  const { campaign, period, duty, unit } = options;
  const answer = await call(io, 'showReports', { task, campaign, period, duty, unit }, options.as);
  print(io, options.json, answer, (view) => reportsWords(view, io.width));
}

export function reportsWords(view: View, width = 100): string {
  const { task, campaign, versions, standing } = view;
  if (versions.length === 0) return `任务 ${task} 没有符合条件的报送。`;
  const year = Number(campaign.slice(1, 5));
  const when = (instant: string) => instantWords(instant, view.zone, year);
  const own = versions.flatMap((version) => versionLines(version, when));
  const stands = standing.flatMap((one) => [
    `${one.occasion} ${one.units.join('、')}：${term(one.verdict)}${checkWords(one, when)}`,
    ...one.events.map(({ at, text, reason }) =>
      item(`${when(at)} ${text}${reason ? `——${reason}` : ''}`, width).join('\n'),
    ),
  ]);
  return [...own, '', '目前：', ...stands].join('\n');
}

type When = (instant: string) => string;

function versionLines(version: View['versions'][number], when: When): readonly string[] {
  const { occasion, unit, receivedAt, by, digest, text, nil, value } = version;
  const number = version.version === null ? '尚未登记' : `第 ${version.version} 版`;
  const entered = by === 'office' ? '，督查室代录' : '';
  const claimed = version.claimedAt === null ? '' : `，称到达 ${when(version.claimedAt)}`;
  return [
    `${occasion} ${unit} ${number}：${when(receivedAt)} 收到${entered}${claimed}，校验码 ${digest.slice(0, 12)}`,
    ...(text === '' ? [] : [`  ${text.replace(/\n/g, '\n  ')}`]),
    ...(nil === null ? [] : [`  零报告：${nil}`]),
    ...(value === null ? [] : [`  本期完成数：${value}`]),
    ...fieldLines(version),
    ...(version.obstacle === null ? [] : [`  需协调：${version.obstacle}`]),
    ...version.evidence.map(
      ({ name, sha256, words }) => `  佐证 ${name}（${words}，SHA-256 ${sha256.slice(0, 16)}…）`,
    ),
  ];
}

/** What was filled in, under the names and in the order of the form. */
function fieldLines({ fields, labels = [] }: View['versions'][number]): readonly string[] {
  const named = labels.filter(({ id }) => fields[id] !== undefined);
  const others = Object.keys(fields).filter((own) => !named.some(({ id }) => id === own));
  const all = [...named, ...others.map((id) => ({ id, label: id }))];
  return all.map(({ id, label }) => `  ${label}：${fields[id] ?? ''}`);
}

const PHASES: Readonly<Record<string, string>> = {
  clerk: '待核实',
  leader: '待复核',
  returned: '已退回，待重新报送',
  missed: '退回未报',
  accepted: '核实通过',
};

function checkWords(
  { verification, verifier, limitAt }: View['standing'][number],
  when: When,
): string {
  if (verification === null) return '';
  const who = verifier === null ? '' : `（${verifier}）`;
  const limit = limitAt === null ? '' : `，限 ${when(limitAt)}`;
  return `；${PHASES[verification] ?? verification}${who}${limit}`;
}

import { ruleNamed } from './firsts.ts';
import { term } from './terms.ts';
import { amountWords } from './wordsAttained.ts';
import {
  dutyWords,
  listed,
  obligationWords,
  partyWords,
  regimeWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';

type Say = (fact: Spoken, names: Names) => FactWords;
type Tell = (notice: Spoken, names: Names) => NoticeWords;

/** What the ledger says of measures 指标 and of flags 提示. */
export const contentFacts: Readonly<Record<string, Say>> = {
  measured: ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 指标“${text(payload['title'])}”：${toldWords(payload)}（${partyWords(payload['party'], names)}）`,
    why: [aimWords(payload), progressWords(payload), fallWords(payload)]
      .filter((part) => part !== '')
      .join('；'),
  }),
  'measure-settled': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)} 指标“${text(payload['title'])}”${correctedWords(payload)}${metWords(payload['met'])}：${payload['unreported'] === true ? '一直未报' : toldWords(payload)}（${partyWords(payload['party'], names)}）`,
    why: `${aimWords(payload)}；以${dutyWords(payload, names)}所报为准`,
  }),
  'nil-run': ({ payload, process }, names) => ({
    what: `提示：${subject(process, payload, names)}连续${Number(payload['count'])}期零报告（${partyWords(payload['party'], names)}）`,
    why: flagReason(payload, names),
  }),
  'same-text': ({ payload, process }, names) => ({
    what: `提示：${subject(process, payload, names)}连续${Number(payload['count'])}期内容相同，${term('same-text')}（${partyWords(payload['party'], names)}）`,
    why: flagReason(payload, names),
  }),
};

/** What whoever checks is told; a hint, never a penalty. */
export const contentNotices: Readonly<Record<string, Tell>> = {
  'nil-run': flagNotice(
    (count) => `连续${count}期零报告`,
    '请向该单位了解：是确无进展，还是遇到困难；需要协调的，列入下次调度',
  ),
  'same-text': flagNotice(
    (count) => `连续${count}期所报内容相同`,
    '请核对内容是否如实；确属敷衍的，由您决定是否退回重报',
  ),
};

function flagNotice(what: (count: number) => string, ask: string): Tell {
  return ({ payload, process }, names) => {
    const words = what(Number(payload['count']));
    return {
      title: `【提示】${partyWords(payload['party'], names)} ${dutyWords(payload, names)}：${words}`,
      body: `${partyWords(payload['party'], names)}报送的${subject(process, payload, names)}${words}：${periodsWords(payload, names)}。依据：${regimeWords(names)}“提示”一条。这只是提示，各期判定不变。`,
      ask,
      ifNothing: '不作任何处理，也不影响单位；同样的情况再满规定期数时再提示一次',
    };
  };
}

function flagReason(payload: Payload, names: Names): string {
  return `${regimeWords(names)}的提示：${periodsWords(payload, names)}；只供核实参考，不影响判定`;
}

function periodsWords({ because }: Payload, names: Names): string {
  const keys = Array.isArray(because) ? because.map(String) : [];
  return listed(keys.map((key) => obligationWords(key, names)));
}

function subject(process: string, payload: Payload, names: Names): string {
  return `${taskWords(process, names)} ${dutyWords(payload, names)}`;
}

/** `累计 30万元`, `第3名（共56个）`. */
function toldWords({ kind, value, unit, population }: Payload): string {
  if (kind !== 'rank') return `累计 ${amountWords(value, unit)}`;
  return `第${Number(value)}名${population === undefined ? '' : `（共${Number(population)}个）`}`;
}

/** `到2026年12月31日达到 40万元`, `…进前3名`, `…不超过 100件`. */
function aimWords({ kind, target, unit, by, direction }: Payload): string {
  const [year, month, day] = text(by).split('-').map(Number);
  const until = `到${year}年${month}月${day}日`;
  if (kind === 'rank') return `${until}进前${String(target)}名`;
  return `${until}${direction === 'down' ? '不超过' : '达到'} ${amountWords(target, unit)}`;
}

/** `完成 50%，序时进度 58.3%，落后 8.3 个百分点`; of a rank whether it is reached. */
function progressWords({ kind, share, expected, behind, reached, direction }: Payload): string {
  if (kind === 'rank') return reached === true ? '目前达到要求' : '目前没有达到要求';
  const done = `${direction === 'down' ? '已用' : '完成'} ${percent(share)}`;
  if (direction === 'down') {
    return Number(behind) > 0 ? `${done}，超出 ${Number(behind)} 个百分点` : `${done}，没有超出`;
  }
  const level = Number(behind) > 0 ? `落后 ${Number(behind)} 个百分点` : '达到序时进度';
  return `${done}，序时进度应为 ${percent(expected)}，${level}`;
}

function percent(share: unknown): string {
  return `${Math.round(Number(share) * 1000) / 10}%`;
}

/** A measure as it stands, for a view of its task: what is aimed at, what was told last, how that compares. */
export function standingWords(payload: Payload): {
  readonly aim: string;
  readonly told: string;
  readonly level: string;
} {
  const unreported = payload['unreported'] === true;
  const settled = payload['met'] === undefined ? [] : [`结论：${metWords(payload['met'])}`];
  return {
    aim: aimWords(payload),
    told: unreported ? '未报' : toldWords(payload),
    level: [...(unreported ? [] : [progressWords(payload)]), ...settled].join('；') || '—',
  };
}

/** What was filled in, by its labels: `工作安排：……；完成日：2026-03-05`; a long text by its beginning. */
export function filledWords(
  filled: Readonly<Record<string, string>>,
  { duty, stage }: Payload,
  { regime }: Pick<Names, 'regime'>,
): string {
  const rule = ruleNamed(regime, duty);
  const stages = rule !== undefined && 'stages' in rule ? (rule.stages ?? []) : [];
  const form = stages.find(({ id }) => id === stage)?.form ?? rule?.form;
  const known = form?.fields ?? [];
  const ids = [...known.map(({ id }) => id), ...Object.keys(filled)];
  return [...new Set(ids)]
    .filter((id) => (filled[id] ?? '').trim() !== '')
    .map((id) => `${known.find((one) => one.id === id)?.label ?? id}：${brief(filled[id] ?? '')}`)
    .join('；');
}

const BRIEF = 60;

function brief(text: string): string {
  const points = [...text.replace(/\s+/g, ' ').trim()];
  return points.slice(0, BRIEF).join('') + (points.length > BRIEF ? '…' : '');
}

function fallWords({ before, unit, reason }: Payload): string {
  if (before === undefined) return '';
  return `比上次所报 ${amountWords(before, unit)} 减少，原因：${text(reason)}`;
}

function correctedWords({ was, met }: Payload): string {
  if (was === undefined) return '';
  return was === met ? '更正后仍' : `由${metWords(was)}更正为`;
}

function metWords(met: unknown): string {
  return met === true ? '完成' : '未完成';
}

/** `（三日·措施）` of a report that fills in the form of a stage. */
export function stageWords({ stage, duty }: Payload, { regime }: Names): string {
  if (stage === undefined) return '';
  const stages = regime.duties.find(({ id }) => id === duty)?.stages ?? [];
  return `（${stages.find(({ id }) => id === stage)?.title ?? text(stage)}）`;
}

/** A copy 抄送 to a cooperating unit asks for nothing that the owing unit must do. */
export function copyWords(words: NoticeWords, { copy }: Payload): NoticeWords {
  if (copy !== true) return words;
  const { title, body } = words;
  const ask = '抄送贵单位：报送由责任单位办理；属于贵单位配合的部分，请主动配合';
  return { title: `【抄送】${title}`, body, ask };
}

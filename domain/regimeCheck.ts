import { IANAZone } from 'luxon';
import type { Offset } from './calendar.ts';
import type { Every } from './deadline.ts';
import type { Condition, Duty, DueRule, EscalationStep, Regime } from './regime.ts';
import { guardFaults, togetherFaults } from './regimeTogether.ts';
import { contentFaults } from './regimeContent.ts';
import { extensionFaults } from './regimeExtension.ts';
import { closureFaults } from './regimeClosure.ts';
import { objectionFaults } from './regimeObjection.ts';
import { signFaults } from './regimeSign.ts';
import { itemFaults } from './regimeItems.ts';
import { talkFaults } from './regimeTalks.ts';
import { dutyIds } from './firsts.ts';
import { verifyFaults } from './regimeVerify.ts';
import { deciderFaults, under } from './regimeLimits.ts';
import { didYouMean } from './spelling.ts';

/** A fault of a regime that its schema cannot see; the path is that of the offending value. */
export interface RegimeFault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** The ladder of milestones and dated deadlines, beside the duties. */
const DEADLINES = 'deadlines';

/** Everything in a regime that fits the schema and yet cannot be meant. */
export function checkRegime(regime: Regime): RegimeFault[] {
  return [
    ...zoneFaults(regime),
    ...idFaults(regime),
    ...regime.duties.flatMap((duty, i) => under(['duties', i], dutyFaults(duty))),
    ...togetherFaults(regime),
    ...guardFaults(regime),
    ...under(['deadlines'], limitFaults(regime.deadlines)),
    ...regime.ladder.flatMap((step, i) => under(['ladder', i], stepFaults(step, regime))),
    ...regime.bulletins.flatMap((_, i) => under(['bulletins', i], bulletinFaults(regime, i))),
    ...interviewFaults(regime),
    ...itemFaults(regime),
    ...contentFaults(regime),
    ...signFaults(regime),
    ...closureFaults(regime),
    ...objectionFaults(regime.objection),
    ...extensionFaults(regime),
    ...verifyFaults(regime),
  ];
}

function zoneFaults({ zone }: Regime): RegimeFault[] {
  if (IANAZone.isValidZone(zone)) return [];
  return [{ path: ['zone'], message: `没有“${zone}”这一时区，应写作 Asia/Shanghai` }];
}

function idFaults(regime: Regime): RegimeFault[] {
  const reserved = regime.duties.flatMap(({ id }, i) =>
    id === DEADLINES
      ? [{ path: ['duties', i, 'id'], message: `“${DEADLINES}”专指完成时限，报送要求请另取标识` }]
      : [],
  );
  return [
    ...reserved,
    ...repeated('duties', '报送要求', regime.duties),
    ...repeated('ladder', '升级步骤', regime.ladder),
    ...repeated('bulletins', '通报', regime.bulletins),
  ];
}

function repeated(
  list: 'duties' | 'ladder' | 'bulletins',
  noun: string,
  items: readonly { readonly id: string }[],
): RegimeFault[] {
  return items.flatMap(({ id }, i) => {
    const first = items.findIndex((item) => item.id === id);
    if (first === i) return [];
    const message = `${noun}的标识“${id}”与第${first + 1}项重复，请改用别的标识`;
    return [{ path: [list, i, 'id'], message }];
  });
}

function dutyFaults(duty: Duty): RegimeFault[] {
  return [
    ...phaseFaults(duty.every, duty.phase),
    ...dueFaults('due', duty.due, duty.every),
    ...limitFaults(duty),
    ...doubles('by', duty.by),
  ];
}

const LAST_PHASE: Readonly<Record<Every, number>> = {
  week: 7,
  'ten-days': 0,
  month: 0,
  'two-months': 12,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

function phaseFaults(every: Every, phase: number | undefined): RegimeFault[] {
  const last = LAST_PHASE[every];
  if (phase === undefined || phase <= last) return [];
  const message =
    last === 0
      ? `周期 ${every} 不需要 phase，请删去这一行`
      : `周期 ${every} 的 phase 应在 1–${last} 之间（${every === 'week' ? '周几' : '几月'}开始），这里是 ${phase}`;
  return [{ path: ['phase'], message }];
}

/** Days of the longest period in which a due day is counted; months are bounded by the schema. */
const LONGEST_WINDOW: Partial<Record<Every, number>> = { week: 7, 'ten-days': 11 };

function dueFaults(key: 'due' | 'cutOff', rule: DueRule, every: Every): RegimeFault[] {
  const most = LONGEST_WINDOW[every];
  if (most === undefined) return [];
  const [inPeriod, path] = 'next' in rule ? [rule.next, [key, 'next']] : [rule, [key]];
  if ('day' in inPeriod && inPeriod.day > most) {
    const message = `周期 ${every} 最多 ${most} 天，没有第 ${inPeriod.day} 天；最后一天请写 lastDay: true`;
    return [{ path: [...path, 'day'], message }];
  }
  if ('workday' in inPeriod && Math.abs(inPeriod.workday) > most) {
    const message = `周期 ${every} 最多 ${most} 天，没有第 ${inPeriod.workday} 个工作日`;
    return [{ path: [...path, 'workday'], message }];
  }
  return [];
}

function limitFaults({ grace, closes }: Pick<Duty, 'grace' | 'closes'>): RegimeFault[] {
  if (!surelyLonger(grace, closes)) return [];
  const message =
    '补报截止（closes）早于宽限期满（grace），两者都从到期日起算；请推后 closes 或缩短 grace';
  return [{ path: ['closes'], message }];
}

/** Working and calendar days compare only roughly: a holiday of ten days may lie between. */
function surelyLonger(a: Offset, b: Offset): boolean {
  if ('days' in a) return a.days > ('days' in b ? b.days : mostDays(b.workdays));
  return a.workdays > ('workdays' in b ? b.workdays : b.days);
}

function mostDays(workdays: number): number {
  return Math.ceil((workdays * 7) / 5) + 10;
}

function stepFaults(step: EscalationStep, regime: Regime): RegimeFault[] {
  return [
    ...namedFaults('on', step.on ?? [], regime),
    ...recipientFaults('to', step.to, '这一步没有任何接收人'),
    ...placeFaults(step, regime),
    ...(step.when ?? []).flatMap((condition, i) =>
      under(['when', i], conditionFaults(condition, dutiesOf(step, regime))),
    ),
  ];
}

/** `on` and `duties` name existing duties, each once. */
function namedFaults(
  key: 'on' | 'duties',
  names: readonly string[],
  regime: Regime,
): RegimeFault[] {
  const known = [...dutyIds(regime), DEADLINES];
  const unknown = names.flatMap((name, i) => {
    if (known.includes(name)) return [];
    const hint = didYouMean(name, known) || `，只能写 ${known.join('、')}`;
    return [{ path: [key, i], message: `没有标识为“${name}”的报送要求${hint}` }];
  });
  return [...unknown, ...doubles(key, names)];
}

function recipientFaults(
  key: string,
  recipients: readonly string[],
  nobody: string,
): RegimeFault[] {
  return recipients.length === 0 ? [{ path: [key], message: nobody }] : doubles(key, recipients);
}

function doubles(key: string, names: readonly string[]): RegimeFault[] {
  return names.flatMap((name, i) =>
    names.indexOf(name) === i ? [] : [{ path: [key, i], message: `“${name}”重复，写一次即可` }],
  );
}

/** Calendar days of the shortest period of the cadences in which a reminder can come too early. */
const SHORT_PERIOD: Partial<Record<Every, number>> = { week: 7, 'ten-days': 8 };

function placeFaults(step: EscalationStep, regime: Regime): RegimeFault[] {
  const { at } = step;
  const missing =
    step.step === 'interview' && regime.interview === undefined
      ? [
          {
            path: ['step'],
            message: '有提请约谈的步骤，却没有 interview 一节；请写明由谁批准、发给谁',
          },
        ]
      : [];
  if ('after' in at) return missing;
  const accusing = ['letter', 'report-up', 'interview'].includes(step.step)
    ? [{ path: ['at', 'before'], message: `${step.step} 不能在到期之前；请写 after: grace` }]
    : [];
  const wanted = 'days' in at.offset ? at.offset.days : at.offset.workdays;
  const short = dutiesOf(step, regime).find(({ every }) => wanted >= (SHORT_PERIOD[every] ?? 999));
  if (short === undefined || 'next' in short.due) return [...missing, ...accusing];
  const days = SHORT_PERIOD[short.every];
  const message = `提前量比“${short.title}”的一期（${days} 天）还长；请缩短，或用 on 限定别的报送要求`;
  return [...missing, ...accusing, { path: ['at', 'offset'], message }];
}

type Dutiful = Pick<Duty, 'every' | 'title' | 'due'>;

/** The duties that a step escalates; dated deadlines are not among them. */
function dutiesOf(step: EscalationStep, regime: Regime): readonly Dutiful[] {
  return regime.duties.filter(({ id }) => step.on === undefined || step.on.includes(id));
}

/** The most periods of a cadence that can end in one calendar year. */
const PERIODS_A_YEAR: Readonly<Record<Every, number>> = {
  week: 53,
  'ten-days': 36,
  month: 12,
  'two-months': 6,
  quarter: 4,
  'half-year': 2,
  year: 1,
};

/**
 * A condition that can never hold: more misses than there are periods. A dated deadline has one
 * period.
 */
function conditionFaults(condition: Condition, duties: readonly Dutiful[]): RegimeFault[] {
  const { atLeast } = condition;
  if (duties.length === 0) {
    if (atLeast <= 1) return [];
    const message = `完成时限各只有一期，不可能达到 ${atLeast} 期；请改为 1 或用 on 另指报送要求`;
    return [{ path: ['atLeast'], message }];
  }
  if (!('cumulative' in condition) || condition.within !== 'year') return [];
  const most = Math.max(...duties.map(({ every }) => PERIODS_A_YEAR[every]));
  if (atLeast <= most) return [];
  const message = `一年最多 ${most} 期，年度累计不可能达到 ${atLeast} 期；请改小，或写 within: campaign`;
  return [{ path: ['atLeast'], message }];
}

function bulletinFaults(regime: Regime, i: number): RegimeFault[] {
  const bulletin = regime.bulletins[i];
  if (bulletin === undefined) return [];
  const { criticise } = bulletin;
  return [
    ...phaseFaults(bulletin.every, bulletin.phase),
    ...dueFaults('cutOff', bulletin.cutOff, bulletin.every),
    ...namedFaults('duties', bulletin.duties ?? [], regime),
    ...under(['sign'], deciderFaults(['by'], bulletin.sign.by, '通报的签发人')),
    ...recipientFaults('to', bulletin.to, '通报没有任何接收人'),
    ...(criticise
      ? under(['criticise'], recipientFaults('to', criticise.to, '通报批评没有任何接收人'))
      : []),
  ];
}

function interviewFaults({ interview }: Regime): RegimeFault[] {
  if (interview === undefined) return [];
  const { verify, second } = interview;
  return under(
    ['interview'],
    [
      ...under(['gate'], deciderFaults(['by'], interview.gate.by, '约谈的批准人')),
      ...recipientFaults('to', interview.to, '约谈通知没有任何接收人'),
      ...(verify ? under(['verify'], deciderFaults(['by'], verify.by, '整改的核实人')) : []),
      ...(second ? under(['second'], doubles('copy', second.copy ?? [])) : []),
      ...(second?.refer === undefined
        ? []
        : under(['second'], deciderFaults(['refer'], second.refer, '移送问责的决定人'))),
      ...talkFaults(interview),
    ],
  );
}

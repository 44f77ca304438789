import { openedFact } from './wordsOpened.ts';
import { offsetWords, term } from './terms.ts';
import {
  dutyWords,
  momentWords,
  partyWords,
  recipientWords,
  regimeWords,
  stepOf,
  stepRuleWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type Payload,
  type Spoken,
} from './wordsParts.ts';

type Say = (fact: Spoken, names: Names) => FactWords;

/** `初核`, `复核`; where there is one level only, `核实`. */
export function levelWords({ level }: Payload, { regime }: Names): string {
  if (regime.verify?.then === undefined) return '核实';
  return level === 'leader' ? '复核' : '初核';
}

export function subjectWords({ process, payload }: Spoken, names: Names): string {
  return `${taskWords(process, names)} ${dutyWords(payload, names)}`;
}

/** `（第2版）` from the second on. */
export function versionWords({ version }: Payload): string {
  return Number(version) > 1 ? `（第${Number(version)}版）` : '';
}

export function actorWords({ by }: Payload, names: Names): string {
  return recipientWords(text(by), names);
}

function reasonWords({ reason }: Payload): string {
  return text(reason) === '' ? '' : `，理由：${text(reason)}`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('；');
}

const HOWS: Readonly<Record<string, string>> = {
  paper: '纸质件',
  phone: '电话',
  mail: '邮件',
  fax: '传真',
  person: '当面',
  other: '其他方式',
};

/** `纸质件，1月26日（周一）11:00，依据：收文登记第12号` */
export function arrivalWords({ how, claimedAt, evidence }: Payload, names: Names): string {
  return `${HOWS[text(how)] ?? text(how)}，${momentWords(claimedAt, names)}，依据：${text(evidence)}`;
}

/** What a report carries besides its text: `（附佐证2份；需协调：…）`. */
export function extraWords(
  { evidence, claimed, obstacle, sharedWith }: Payload,
  names: Names,
): string {
  const own = (claimed ?? {}) as Payload;
  const said = joined(
    Array.isArray(evidence) ? `附佐证${evidence.length}份` : '',
    text(obstacle) === '' ? '' : `需协调：${text(obstacle)}`,
    sharedWith === undefined ? '' : `同一事项，一并计入${matterWords(sharedWith)}`,
    claimed === undefined ? '' : `代录，称${arrivalWords({ ...own, claimedAt: own['at'] }, names)}`,
  );
  return said === '' ? '' : `（${said}）`;
}

/** `专项行动 c2026-002 任务 t0004` */
function matterWords(processes: unknown): string {
  const read = (processes as readonly string[]).map((one) => one.split('/'));
  return read.map(([, campaign = '', task = '']) => `专项行动 ${campaign} 任务 ${task}`).join('、');
}

/** `用地指标不足（请乙局协调）` */
export function obstacleWords({ text: stated, asks }: Payload): string {
  return `${text(stated)}${text(asks) === '' ? '' : `（请${text(asks)}协调）`}`;
}

/** A unit, a post. */
export function ownerWords({ owner }: Payload, names: Names): string {
  return recipientWords(text(owner), names);
}

/** The rule that a verifier follows: `限2个工作日内初核`. */
function verifyRuleWords(payload: Payload, names: Names): string {
  const { verify } = names.regime;
  if (verify === undefined) return regimeWords(names);
  const limit =
    payload['level'] === 'leader' && verify.then !== undefined ? verify.then.limit : verify.limit;
  return `${regimeWords(names)}：限${offsetWords(limit)}内${levelWords(payload, names)}`;
}

/** What the ledger says of 核实、退回、撤回. */
const checked: Readonly<Record<string, Say>> = {
  'report-checked': (fact, names) => ({
    what: `初核通过 ${subjectWords(fact, names)}${versionWords(fact.payload)}（${partyWords(fact.payload['party'], names)}）`,
    why: `由${actorWords(fact.payload, names)}核实${reasonWords(fact.payload)}；送${term(names.regime.verify?.then?.by ?? 'office')}复核`,
  }),
  'report-accepted': (fact, names) => ({
    what: `核实通过 ${subjectWords(fact, names)}${versionWords(fact.payload)}（${partyWords(fact.payload['party'], names)}）${gradeWords(fact.payload)}`,
    why: `由${actorWords(fact.payload, names)}核实${reasonWords(fact.payload)}；此后不能更正、撤回`,
  }),
  'report-returned': (fact, names) => ({
    what: `退回 ${subjectWords(fact, names)}${versionWords(fact.payload)}（${partyWords(fact.payload['party'], names)}），限 ${momentWords(fact.payload['limitAt'], names)} 前重新报送`,
    why: `由${actorWords(fact.payload, names)}${levelWords(fact.payload, names)}退回${reasonWords(fact.payload)}；是否按时仍以第一次报送为准`,
  }),
  'check-overdue': (fact, names) => ({
    what: `${levelWords(fact.payload, names)}逾期：${subjectWords(fact, names)}，${term(text(fact.payload['verifier']))}没有办理`,
    why: `${verifyRuleWords(fact.payload, names)}；不影响单位的判定`,
  }),
  'resubmit-missed': (fact, names) => ({
    what: `退回未报 ${subjectWords(fact, names)}（${partyWords(fact.payload['party'], names)}）`,
    why: `新的时限 ${momentWords(fact.payload['missed'], names)} 已到，没有重新报送；不改原判定，自此按升级步骤催办`,
  }),
  'resubmit-step': (fact, names) => ({
    what: `退回未报，${stepTitle(fact.payload, names)} ${partyWords(fact.payload['party'], names)}：${subjectWords(fact, names)}`,
    why: joined(
      `自新的时限 ${momentWords(fact.payload['missed'], names)} 起算`,
      stepRuleWords(fact.payload['step'], names),
    ),
  }),
  'report-withdrawn': (fact, names) => ({
    what: `撤回报送 ${subjectWords(fact, names)}${versionWords(fact.payload)}`,
    why: `由${actorWords(fact.payload, names)}在到期之前撤回${reasonWords(fact.payload)}；恢复待报，各版内容保留`,
  }),
};

/** What the ledger says of 代录 and 需协调事项. */
const arrived: Readonly<Record<string, Say>> = {
  'arrival-claimed': (fact, names) => ({
    what: `代录 ${names.unit(text(fact.payload['unit']))} 的报送 ${subjectWords(fact, names)}，称到达：${arrivalWords(fact.payload, names)}`,
    why: `由${recipientWords(text(fact.payload['enteredBy']), names)}登记；另一人确认之前仍按系统收到的时间判定`,
  }),
  'arrival-confirmed': (fact, names) => ({
    what: `确认代录的到达时间 ${subjectWords(fact, names)}：${arrivalWords(fact.payload, names)}`,
    why: `由${actorWords(fact.payload, names)}确认；判定据此更正，另记一条`,
  }),
  'arrival-refused': (fact, names) => ({
    what: `不予确认代录的到达时间 ${subjectWords(fact, names)}`,
    why: `由${actorWords(fact.payload, names)}决定${reasonWords(fact.payload)}；判定不变`,
  }),
  'arrival-lapsed': (fact, names) => ({
    what: `代录的到达时间没有确认 ${subjectWords(fact, names)}`,
    why: '限期内无人确认；沉默不算确认，判定不变',
  }),
  obstacle: (fact, names) => ({
    what: `需协调事项第${Number(fact.payload['obstacle'])}项（${names.unit(text(fact.payload['unit']))}）：${obstacleWords(fact.payload)}`,
    why: `随${subjectWords(fact, names)}报送提出，列入下次调度`,
  }),
  'obstacle-assigned': (fact, names) => ({
    what: `交办需协调事项第${Number(fact.payload['obstacle'])}项：${ownerWords(fact.payload, names)}，限 ${momentWords(fact.payload['until'], names)} 前办结`,
    why: `由${actorWords(fact.payload, names)}交办；事项：${obstacleWords(fact.payload)}`,
  }),
  'obstacle-overdue': (fact, names) => ({
    what: `需协调事项第${Number(fact.payload['obstacle'])}项逾期：${ownerWords(fact.payload, names)}没有办结`,
    why: `时限 ${momentWords(fact.payload['missed'], names)}；事项：${obstacleWords(fact.payload)}`,
  }),
  'obstacle-resolved': (fact, names) => ({
    what: `需协调事项第${Number(fact.payload['obstacle'])}项办结：${text(fact.payload['result'])}`,
    why: `由${actorWords(fact.payload, names)}办结；事项：${obstacleWords(fact.payload)}`,
  }),
};

export const verifyFacts: Readonly<Record<string, Say>> = {
  ...checked,
  ...arrived,
  'entry-opened': openedFact,
};

function gradeWords({ grade }: Payload): string {
  return text(grade) === '' ? '' : `，等次：${text(grade)}`;
}

export function stepTitle({ step }: Payload, names: Names): string {
  const found = stepOf(step, names);
  return found === undefined ? text(step) : (found.title ?? term(found.step));
}

import { term } from './terms.ts';
import { approverIn, byWords, joined, noteIn, owed, subject } from './wordsExtension.ts';
import type { SpokenNotice } from './wordsNotices.ts';
import {
  countWords,
  dueWords,
  latenessWords,
  listed,
  momentWords,
  obligationWords,
  partyWords,
  recipientWords,
  stepOf,
  stepRuleWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';

type SayFact = (fact: Spoken, names: Names) => FactWords;
type SayNotice = (notice: SpokenNotice, names: Names) => NoticeWords;

/** What the ledger says of a step that must be approved, of 终止, and of an interview that stands still. */
export const gateFacts: Readonly<Record<string, SayFact>> = {
  'step-proposed': (fact, names) => ({
    what: `提请${stepIn(fact.payload, names)}：${subject(fact, names)}（${partyWords(fact.payload['party'], names)}）`,
    why: joined(
      grounds(fact, names),
      reasonIn(fact.payload),
      `请${approverIn(fact.payload)}在 ${limit(fact.payload, names)} 前决定；到期失效，不会自动发出`,
    ),
  }),
  'step-rejected': (fact, names) => ({
    what: `不批准${stepIn(fact.payload, names)}：${subject(fact, names)}`,
    why: `${byWords(fact.payload, names)}决定，理由：${text(fact.payload['reason'])}；所依据的事由不再用于同一步骤`,
  }),
  'step-sent-back': (fact, names) => ({
    what: `${stepIn(fact.payload, names)}的提请退回督查室：${subject(fact, names)}`,
    why: `${approverIn(fact.payload)}在限期内没有决定，沉默不算同意；限 ${limit(fact.payload, names)} 前可再提请一次`,
  }),
  'step-lapsed': (fact, names) => ({
    what: `${stepIn(fact.payload, names)}的提请失效：${subject(fact, names)}`,
    why: `再次提请后${approverIn(fact.payload)}仍没有决定；沉默不算同意`,
  }),
  'step-not-proposed': (fact, names) => ({
    what: `没有再次提请${stepIn(fact.payload, names)}，到此结束：${subject(fact, names)}`,
    why: '督查室在限期内没有再次提请',
  }),
  'step-withdrawn': (fact, names) => ({
    what: `撤回${stepIn(fact.payload, names)}的提请：${subject(fact, names)}`,
    why: `${byWords(fact.payload, names)}撤回，理由：${text(fact.payload['reason'])}`,
  }),
  'step-settled': (fact, names) => ({
    what: `${stepIn(fact.payload, names)}的提请终结：${subject(fact, names)}，${becauseWords(fact.payload, names)}`,
    why: '决定之前情况已变，不再需要这一步',
  }),
  'step-reported': (fact, names) => ({
    what: `待批期间已补报：${subject(fact, names)}`,
    why: joined(cameFirst(fact.payload, names), '制度规定补报的也采取这一步，是否批准由批准人决定'),
  }),
  'step-reminded': (fact, names) => ({
    what: `${stepIn(fact.payload, names)}的提请临期，已提醒：${subject(fact, names)}`,
    why: `限 ${limit(fact.payload, names)}`,
  }),
  voided: ({ payload, process }, names) => ({
    what: `${taskWords(process, names)}终止：${voidedWords(payload, names)}一并作废`,
    why: joined(
      `${byWords(payload, names)}决定，理由：${text(payload['reason'])}`,
      basisIn(payload),
    ),
  }),
  'interview:suspended': ({ at, payload }, names) => ({
    what: `约谈${names.unit(text(payload['unit']))}：自 ${momentWords(at, names)} 起整改时限停算`,
    why: `${byWords(payload, names)}决定暂停，理由：${text(payload['reason'])}；审批、核实的时限照走`,
  }),
  'interview:resumed': ({ payload }, names) => ({
    what: `约谈${names.unit(text(payload['unit']))}：恢复${movedWords(payload, names)}`,
    why: `${byWords(payload, names)}决定；整改时限按剩余工作日顺延`,
  }),
  'interview:calendar-amended': ({ payload }, names) => ({
    what: `约谈${names.unit(text(payload['unit']))}：改用工作日历 ${text(payload['calendar'])} 第${Number(payload['version'])}版${movedWords(payload, names)}`,
    why: joined(
      text(payload['reason']),
      '按工作日计的整改时限保留剩余工作日，其他已告知的时限不变',
    ),
  }),
};

export const gateNotices: Readonly<Record<string, SayNotice>> = {
  'decide-step': (notice, names) => ({
    title: `【${stepIn(notice.payload, names)}待批】${partyWords(notice.payload['party'], names)}，${limit(notice.payload, names)} 前决定`,
    body: `${owed(notice, names)}，${grounds(notice, names)}。${sentence(reasonIn(notice.payload))}`,
    ask: `请在 ${limit(notice.payload, names)} 前批准或不批准；不批准的请写明理由`,
    ifNothing: '到期未决定的自动失效，退回督查室；不会自动发出',
  }),
  'step-rejected': (notice, names) => ({
    title: `【不批准】${stepIn(notice.payload, names)}：${partyWords(notice.payload['party'], names)}`,
    body: `${owed(notice, names)}。${stepIn(notice.payload, names)}的提请未获批准，理由：${text(notice.payload['reason'])}。`,
    ask: '请据此督促该单位补报',
    ifNothing: '本次提请到此结束，所依据的事由不再用于同一步骤',
  }),
  'step-sent-back': (notice, names) => ({
    title: `【提请退回】${stepIn(notice.payload, names)}：${partyWords(notice.payload['party'], names)}`,
    body: `${owed(notice, names)}。${approverIn(notice.payload)}在限期内没有决定，提请已失效；沉默不算同意。`,
    ask: `确需办理的，请在 ${limit(notice.payload, names)} 前再次提请并写明理由（只能再提请一次）`,
    ifNothing: '到期不再提请的，这一步不再办理，记入台账',
  }),
  'step-lapsed': over('再次提请后仍没有决定，提请失效'),
  'step-not-proposed': over('限期内没有再次提请，这一步不再办理'),
  'step-withdrawn': (notice, names) => ({
    title: `【提请撤回】${stepIn(notice.payload, names)}：${partyWords(notice.payload['party'], names)}`,
    body: `${owed(notice, names)}。督查室已撤回提请，理由：${text(notice.payload['reason'])}。`,
    ask: '无需再作决定',
  }),
  'step-settled': (notice, names) => ({
    title: `【提请终结】${stepIn(notice.payload, names)}：${partyWords(notice.payload['party'], names)}`,
    body: `${owed(notice, names)}，${becauseWords(notice.payload, names)}。这一步不再需要。`,
    ask: '无需再作决定',
  }),
  'step-reported': (notice, names) => ({
    title: `【待批期间已补报】${partyWords(notice.payload['party'], names)}`,
    body: `${owed(notice, names)}。${cameFirst(notice.payload, names)}。制度规定补报的也采取这一步。`,
    ask: '请结合补报情况决定批准或不批准',
    ifNothing: '到期未决定的自动失效，不会自动发出',
  }),
  'step-reminder': (notice, names) => ({
    title: `【提请临期】${stepIn(notice.payload, names)}：${partyWords(notice.payload['party'], names)}，限 ${limit(notice.payload, names)}`,
    body: `${owed(notice, names)}，${grounds(notice, names)}。`,
    ask: `请在 ${limit(notice.payload, names)} 前办理`,
    ifNothing: '到期自动失效，不会自动发出',
  }),
  'task-terminated': ({ payload, process }, names) => ({
    title: `【任务终止】${taskWords(process, names)}`,
    body: `${taskWords(process, names)}已由${byWords(payload, names)}决定终止，理由：${text(payload['reason'])}。${sentence(basisIn(payload))}${voidedWords(payload, names)}一并作废。`,
    ask: '此后不必再报送；已有的记录保留',
  }),
  'rectify-moved': ({ payload }, names) => ({
    title: `【整改时限顺延】${names.unit(text(payload['unit']))}，${limit(payload, names)} 前报送整改`,
    body: `约谈后的整改时限由 ${momentWords(payload['was'], names)} 顺延至 ${limit(payload, names)}：暂停期间不计，剩余工作日不变。`,
    ask: `请在 ${limit(payload, names)} 前报送整改`,
    ifNothing: '届时仍未报送整改：抄报上级，由批准人决定处理',
  }),
};

function over(words: string): SayNotice {
  return (notice, names) => ({
    title: `【提请失效】${stepIn(notice.payload, names)}：${partyWords(notice.payload['party'], names)}`,
    body: `${owed(notice, names)}。${words}；沉默不算同意。`,
    ask: '请继续督促该单位补报',
    ifNothing: '这一步到此结束，记入台账',
  });
}

function stepIn({ step }: Payload, names: Names): string {
  const found = stepOf(step, names);
  return found === undefined ? String(step) : (found.title ?? term(found.step));
}

function limit({ limitAt }: Payload, names: Names): string {
  return momentWords(limitAt, names);
}

/** What a proposal rests on: due when, how late, what was counted, by which rule, and what came meanwhile. */
function grounds({ at, payload }: Spoken, names: Names): string {
  return joined(
    dueWords(payload, names),
    payload['receivedAt'] === undefined ? latenessWords(payload['due'], at, names) : '',
    payload['receivedAt'] === undefined ? '' : cameFirst(payload, names),
    countWords(payload, names),
    stepRuleWords(payload['step'], names),
  );
}

/** 报送和升级谁在先: the order of the recorded instants. */
function cameFirst({ receivedAt }: Payload, names: Names): string {
  return `报送已于 ${momentWords(receivedAt, names)} 收到，在决定之前`;
}

function becauseWords(payload: Payload, names: Names): string {
  if (payload['because'] === 'pending') return '已准予延期';
  const { receivedAt } = payload;
  const verdict = term(text(payload['because']));
  return receivedAt === undefined
    ? `已${verdict}`
    : `已于 ${momentWords(receivedAt, names)} 补报（${verdict}）`;
}

function reasonIn({ reason }: Payload): string {
  return text(reason) === '' ? '' : `再次提请的理由：${text(reason)}`;
}

function sentence(words: string): string {
  return words === '' ? '' : `${words}。`;
}

function basisIn({ basis }: Payload): string {
  return text(basis) === '' ? '' : `依据：${text(basis)}`;
}

function movedWords(payload: Payload, names: Names): string {
  return payload['was'] === undefined
    ? ''
    : `，整改时限由 ${momentWords(payload['was'], names)} 顺延至 ${limit(payload, names)}`;
}

/** `已开的2期（…）、未到的5期、待办1件` */
function voidedWords(payload: Payload, names: Names): string {
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const open = list(payload['obligations']).map((key) => obligationWords(String(key), names));
  const matters = list(payload['matters']).length;
  const steps = list(payload['steps']).length;
  const ahead = Number(payload['ahead']);
  const parts = [
    open.length === 0 ? '' : `已开的${open.length}期（${listed(open, 4, '期')}）`,
    ahead > 0 ? `未到的${ahead}期` : '',
    matters > 0 ? `待办事项${matters}件` : '',
    steps > 0 ? `暂缓的步骤${steps}项` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '没有未了事项，未到的时点' : parts.join('、');
}

/** What else there is to say of a step: who approved it, that a task enters there, that it waited for a decision. */
export function stepMoreWords(payload: Payload, names: Names): string {
  const { approvedBy, entry, planned, receivedAt } = payload;
  const parts = [
    approvedBy === undefined
      ? ''
      : `经${recipientWords(text(approvedBy), names)}批准${noteIn(payload)}`,
    entry === true ? '特事特办，直接进入这一步' : '',
    planned === undefined ? '' : `原应于 ${momentWords(planned, names)} 办理，因有事项待决定而暂缓`,
    receivedAt === undefined ? '' : cameFirst(payload, names),
  ].filter((part) => part !== '');
  return parts.map((part) => `；${part}`).join('');
}

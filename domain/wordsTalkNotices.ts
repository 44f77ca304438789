import { offsetWords, term } from './terms.ts';
import {
  groundsOf,
  momentWords,
  recipientWords,
  text,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';
import {
  afterAbsence,
  attendanceWords,
  brief,
  byWords,
  deskWords,
  fewGrounds,
  limitIn,
  meetingOf,
  meetingWords,
  nthWords,
  reasonWords,
  recordOf,
  ruleIn,
  ruleWords,
  unitIn,
  withFiles,
} from './wordsTalks.ts';

type Say = (notice: Spoken & { readonly recipient: string }, names: Names) => NoticeWords;

const NOT_BY_SILENCE = '逾期报告上级；不会因沉默而通过';

/** The notices of an interview after its gate. */
export const talkNotices: Readonly<Record<string, Say>> = {
  'state-case': ({ payload }, names) => ({
    title: `【请作说明】${unitIn(payload, names)}，${limitIn(payload, names)} 前`,
    body: `督查室提请约谈${unitIn(payload, names)}主要负责人，${byWords(payload, names)}要求先听单位说明${reasonWords(payload)}。事由 ${groundsOf(payload).length} 项：${fewGrounds(payload, names)}。`,
    ask: `请在 ${limitIn(payload, names)} 前说明未报原因和补报打算`,
    ifNothing: '批准人按现有材料决定是否约谈；没有说明不等于认可',
  }),
  'interview-statement': ({ payload }, names) => ({
    title: `【单位说明】${unitIn(payload, names)}，${limitIn(payload, names)} 前决定`,
    body: `${unitIn(payload, names)}就提请约谈说明如下：${brief(text(payload['text']), 160)}${withFiles('。', payload, '')}`,
    ask: `请在 ${limitIn(payload, names)} 前批准或不批准；不批准的请写明理由`,
    ifNothing: '到期自动失效，不会自动约谈',
  }),
  'interview-sent-back': ({ payload }, names) => ({
    title: `【提请退回】约谈${unitIn(payload, names)}`,
    body: `约谈${unitIn(payload, names)}的提请在限期内没有得到${term(text(payload['approver']))}的决定，已失效并退回；沉默不算同意，没有约谈。`,
    ask: `请在 ${limitIn(payload, names)} 前再次提请（只能再提请一次）或撤回，并写明理由`,
    ifNothing: '本次提请到此结束，所用事由不再重复计算',
  }),
  'not-proposed-again': ({ payload }, names) => ({
    title: `【未再提请】约谈${unitIn(payload, names)}`,
    body: `约谈${unitIn(payload, names)}的提请退回后没有再次提请，到此结束；所用事由不再重复计算。`,
    ask: '请继续督促该单位补报；今后符合条件时另行提请',
  }),
  'interview-withdrawn': ({ payload }, names) => ({
    title: `【提请已撤回】约谈${unitIn(payload, names)}`,
    body: `${byWords(payload, names)}撤回约谈${unitIn(payload, names)}的提请${reasonWords(payload)}。`,
    ask: '请知悉，无须再作决定',
  }),
  'schedule-interview': ({ payload }, names) => ({
    title: `【请定约谈时间】${unitIn(payload, names)}${nthWords(payload)}，${limitIn(payload, names)} 前约谈`,
    body: `约谈${unitIn(payload, names)}主要负责人${nthWords(payload)}，须在 ${limitIn(payload, names)} 前进行。依据：${ruleWords(names)}。时间地点确定之前不通知单位。`,
    ask: '请写明时间、地点，约谈通知书随即送出',
    ifNothing: `到 ${limitIn(payload, names)} 未约谈：报告批准人，并记入台账`,
  }),
  'interview-notice': (notice, names) => noticePaper(notice.payload, names),
  'record-interview': ({ payload }, names) => ({
    title: `【请登记到场】约谈${unitIn(payload, names)}，${meetingWords(payload, names)}`,
    body: `约谈${unitIn(payload, names)}定于 ${meetingWords(payload, names)}。须由主要负责人到场，他人代替的记为缺席。`,
    ask: `请在 ${limitIn(payload, names)} 前登记到场情况`,
    ifNothing: '逾期报告批准人，并记入台账',
  }),
  'interview-absence': ({ payload }, names) => ({
    title: `【约谈缺席】${unitIn(payload, names)}`,
    body: `约谈${unitIn(payload, names)}主要负责人，${attendanceWords(payload)}，已记为缺席。${afterAbsence(payload, names)}。依据：${ruleWords(names)}。`,
    ask: '请主要负责人按新定的时间本人到场；确有原因的向督查室书面说明',
    ifNothing: '缺席记录保留，再次缺席的由批准人决定如何处理',
  }),
  'write-minutes': ({ payload }, names) => ({
    title: `【请送纪要】约谈${unitIn(payload, names)}，${limitIn(payload, names)} 前`,
    body: `约谈${unitIn(payload, names)}${nthWords(payload)}已进行。纪要按四步写明：事由和问题、说明和措施、要求和时限、单位表态。`,
    ask: `请在 ${limitIn(payload, names)} 前送达纪要`,
    ifNothing: '逾期报告批准人；整改时限自纪要送达起算，不因此提前',
  }),
  'interview-minutes': ({ payload }, names) => {
    const record = recordOf(payload);
    return {
      title: `【约谈纪要】${unitIn(payload, names)}`,
      body: `一、事由和问题：${brief(record?.problems ?? '', 70)}。二、说明和措施：${brief(record?.explanation ?? '', 70)}。三、要求和时限：${brief(record?.demands ?? '', 70)}。四、表态：${brief(record?.commitment ?? '', 50)}。`,
      ask: `请按纪要整改，${limitIn(payload, names)} 前报送整改情况`,
    };
  },
  rectify: ({ payload }, names) => ({
    title: `【限期整改】${unitIn(payload, names)}，${limitIn(payload, names)} 前`,
    body: `约谈纪要已送达，整改时限自送达起${offsetWords(ruleIn(names).rectify)}。事由 ${groundsOf(payload).length} 项：${fewGrounds(payload, names)}。依据：${ruleWords(names)}。`,
    ask: `请在 ${limitIn(payload, names)} 前报送整改情况和佐证`,
    ifNothing: '记为整改逾期，抄报上级，由批准人决定二次约谈或移送问责',
  }),
  'verify-rectification': ({ payload }, names) => ({
    title: `【整改待核实】${unitIn(payload, names)}，${limitIn(payload, names)} 前`,
    body: `${unitIn(payload, names)}报来整改${payload['late'] === true ? '（逾期报送）' : ''}：${brief(text(payload['text']), 160)}${withFiles('。', payload, '')}`,
    ask: `请在 ${limitIn(payload, names)} 前核实，通过或不通过；不通过的写明理由`,
    ifNothing: `${NOT_BY_SILENCE}，也不计入单位的责任`,
  }),
  'not-verified': ({ payload }, names) => ({
    title: `【核实未通过】${unitIn(payload, names)}`,
    body: `${unitIn(payload, names)}的整改经核实没有通过${reasonWords(payload)}。`,
    ask: '请继续整改并补报，经核实通过方可办结',
    ifNothing: `由${deskWords(payload, names)}决定二次约谈或移送问责`,
  }),
  'rectify-overdue': ({ payload }, names) => ({
    title: `【整改逾期】${unitIn(payload, names)}`,
    body: `${unitIn(payload, names)}在整改时限内没有报送整改。依据：${ruleWords(names)}。`,
    ask: '请立即报送整改情况；补报的仍予核实，逾期记录保留',
    ifNothing: `由${deskWords(payload, names)}决定二次约谈或移送问责`,
  }),
  'interview-copy': ({ payload }, names) => ({
    title: `【抄报】${unitIn(payload, names)}约谈：${term(text(payload['phase']))}`,
    body: `${unitIn(payload, names)}：${becauseWords(payload)}。事由 ${groundsOf(payload).length} 项：${fewGrounds(payload, names)}。`,
    ask: '请阅；是否过问、如何督促，请批示',
  }),
  'decide-unmet': ({ payload }, names) => ({
    title: `【整改不到位待定】${unitIn(payload, names)}，${limitIn(payload, names)} 前`,
    body: `${unitIn(payload, names)}${nthWords(payload)}：${becauseWords(payload)}。已抄报上级。`,
    ask: `请在 ${limitIn(payload, names)} 前决定${Number(payload['sitting']) > 1 ? '是否提请移送问责' : '二次约谈，或提请移送问责'}，并写明理由`,
    ifNothing: `${NOT_BY_SILENCE}，也不会自动移送`,
  }),
  'second-interview': ({ payload }, names) => ({
    title: `【二次约谈】${unitIn(payload, names)}`,
    body: `${byWords(payload, names)}决定对${unitIn(payload, names)}主要负责人二次约谈${reasonWords(payload)}，须在 ${limitIn(payload, names)} 前进行。`,
    ask: '请主要负责人做好准备，时间地点另行通知',
  }),
  'decide-referral': ({ payload }, names) => ({
    title: `【移送待定】${unitIn(payload, names)}，${limitIn(payload, names)} 前`,
    body: `${byWords(payload, names)}提请将${unitIn(payload, names)}移送问责${reasonWords(payload)}。事由 ${groundsOf(payload).length} 项：${fewGrounds(payload, names)}。`,
    ask: `请在 ${limitIn(payload, names)} 前批准或不批准；不批准的请写明理由`,
    ifNothing: '到期自动失效，不会自动移送',
  }),
  'interview-referred': ({ payload }, names) => ({
    title: `【同意移送】${unitIn(payload, names)}`,
    body: `${byWords(payload, names)}同意将${unitIn(payload, names)}移送问责，约谈到此结束。`,
    ask: '请督查室按规定办理移送，本系统不自动移送',
  }),
  'referral-rejected': ({ payload }, names) => ({
    title: `【不予移送】${unitIn(payload, names)}`,
    body: `${byWords(payload, names)}不同意将${unitIn(payload, names)}移送问责${reasonWords(payload)}，约谈到此结束。`,
    ask: '请继续督促整改',
  }),
  'referral-lapsed': ({ payload }, names) => ({
    title: `【移送失效】${unitIn(payload, names)}`,
    body: `将${unitIn(payload, names)}移送问责的提请在限期内没有得到${term(text(payload['approver']))}的决定，已失效，没有移送，约谈到此结束。`,
    ask: '请继续督促整改',
  }),
  'interview-closed': ({ payload }, names) => ({
    title: `【约谈办结】${unitIn(payload, names)}`,
    body: `${unitIn(payload, names)}的整改经核实通过${reasonWords(payload)}，约谈办结，台账记录保留。`,
    ask: '请巩固整改成效，按期报送各项任务',
  }),
  'interview-reminder': ({ payload }, names) => reminder(payload, names),
  'hold-overdue': overdue('约谈逾期未安排', '请立即安排时间地点'),
  'attendance-overdue': overdue('到场情况未登记', '请立即登记到场情况'),
  'minutes-overdue': overdue('纪要逾期', '请立即送达纪要；整改时限自送达起算'),
  'verify-overdue': overdue('核实逾期', '请立即核实；核实超时不影响单位'),
  'unmet-overdue': overdue('处理意见逾期', '请决定二次约谈或移送问责'),
};

const BECAUSE: Readonly<Record<string, string>> = {
  'rectify-overdue': '整改时限内没有报送整改',
  'not-verified': '整改经核实没有通过',
  absent: '约谈缺席',
};

function becauseWords(payload: Payload): string {
  const words = BECAUSE[text(payload['because'])] ?? BECAUSE['absent'];
  return `${words ?? ''}${nthWords(payload)}${reasonWords(payload)}`;
}

function overdue(title: string, ask: string): Say {
  return ({ payload }, names) => ({
    title: `【${title}】${unitIn(payload, names)}`,
    body: `约谈${unitIn(payload, names)}（${term(text(payload['phase']))}）限期 ${momentWords(payload['missed'], names)} 已过，由${deskWords(payload, names)}办理，尚未办理。`,
    ask,
    ifNothing: '记录保留，一直等待办理；不会因沉默而通过',
  });
}

const REMINDED: Readonly<Record<string, string>> = {
  proposed: '请批准或不批准，到期自动失效',
  'sent-back': '请再次提请或撤回，到期即结束',
  approved: '请安排约谈的时间地点',
  scheduled: '请按时到场，会后登记到场情况',
  held: '请送达约谈纪要',
  rectifying: '请报送整改情况，逾期记为整改逾期并抄报',
  verifying: '请核实整改情况',
  unmet: '请决定二次约谈或移送问责',
  referring: '请决定是否移送问责，到期自动失效',
};

function reminder(payload: Payload, names: Names): NoticeWords {
  const phase = text(payload['phase']);
  const when =
    phase === 'scheduled' ? meetingWords(payload, names) : `限期 ${limitIn(payload, names)}`;
  return {
    title: `【临期提醒】约谈${unitIn(payload, names)}（${term(phase)}），${when}`,
    body: `约谈${unitIn(payload, names)}${nthWords(payload)}目前${term(phase)}，由${deskWords(payload, names)}办理，${when}。`,
    ask: REMINDED[phase] ?? '请按限期办理',
    ifNothing: '逾期按制度处理并记入台账',
  };
}

/** 约谈通知书: its ten fields, in the order of the paper. */
function noticePaper(payload: Payload, names: Names): NoticeWords {
  const meeting = meetingOf(payload);
  const interviewer = recipientWords(meeting?.interviewer ?? '', names);
  return {
    title: `【约谈通知书】${meeting?.number ?? ''} ${unitIn(payload, names)}主要负责人${nthWords(payload)}`,
    body: `约谈人：${interviewer}。时间地点：${meetingWords(payload, names)}。事由 ${groundsOf(payload).length} 项：${fewGrounds(payload, names)}。目的：听取说明，明确整改要求。须带：${(meeting?.bring ?? []).join('、')}。联系：${meeting?.contact ?? ''}。附事由清单。督查室`,
    ask: '请主要负责人本人按时到场，不得由他人代替',
    ifNothing: '缺席的记入台账并报告批准人',
  };
}

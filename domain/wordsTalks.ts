import { ATTENDANCE_WORDS } from './interviewActs.ts';
import { Meeting, TalkRecord, type Attendance } from './interviewMessages.ts';
import { talkRule } from './interview2Rule.ts';
import { offsetWords, term } from './terms.ts';
import { attachedWords } from './wordsClosure.ts';
import {
  groundList,
  groundsOf,
  groundWords,
  listed,
  momentWords,
  recipientWords,
  regimeWords,
  text,
  type FactWords,
  type Names,
  type Payload,
  type Spoken,
} from './wordsParts.ts';

type Say = (fact: Spoken, names: Names) => FactWords;

/** What the ledger says of an interview after its gate. */
export const talkFacts: Readonly<Record<string, Say>> = {
  hearing: ({ payload }, names) => ({
    what: `请${unitIn(payload, names)}先就提请约谈作出说明`,
    why: `${byWords(payload, names)}要求${reasonWords(payload)}；审批时限重计一次，至 ${limitIn(payload, names)}，到期不会自动约谈`,
  }),
  statement: ({ payload }, names) => ({
    what: `${unitIn(payload, names)}就提请约谈作出说明：${brief(text(payload['text']))}`,
    why: `${withFiles('', payload, '；')}单位说明送批准人一并考虑`,
  }),
  'not-proposed-again': ({ payload }, names) => ({
    what: `约谈${unitIn(payload, names)}没有再次提请，到此结束`,
    why: '督查室在限期内没有再次提请；所用事由不再重复计算',
  }),
  withdrawn: ({ payload }, names) => ({
    what: `撤回约谈${unitIn(payload, names)}的提请`,
    why: `${byWords(payload, names)}撤回${reasonWords(payload)}；所用事由不再重复计算`,
  }),
  scheduled: ({ payload }, names) => ({
    what: `约谈${unitIn(payload, names)}${payload['instead'] === undefined ? '定于' : '改期至'} ${meetingWords(payload, names)}，约谈通知书送出`,
    why: `${byWords(payload, names)}安排；${ruleWords(names)}：批准后${offsetWords(ruleIn(names).hold)}内约谈`,
  }),
  held: ({ payload }, names) => ({
    what: `约谈${unitIn(payload, names)}${nthWords(payload)}已进行，主要负责人到场`,
    why: `${byWords(payload, names)}登记；${ruleWords(names)}：${offsetWords(ruleIn(names).minutes)}内送达纪要，限 ${limitIn(payload, names)}`,
  }),
  absent: ({ payload }, names) => ({
    what: `约谈${unitIn(payload, names)}缺席：${attendanceWords(payload)}`,
    why: `${ruleWords(names)}：须由主要负责人到场，他人代替的记为缺席；${afterAbsence(payload, names)}`,
  }),
  minutes: ({ payload }, names) => ({
    what: `约谈${unitIn(payload, names)}的纪要送达，整改限 ${limitIn(payload, names)}`,
    why: `${ruleWords(names)}：自纪要送达起${offsetWords(ruleIn(names).rectify)}内报送整改`,
  }),
  rectified: ({ payload }, names) => ({
    what: `${unitIn(payload, names)}报送整改${payload['late'] === true ? '（逾期）' : ''}：${brief(text(payload['text']))}`,
    why: `${withFiles('', payload, '；')}由${deskWords(payload, names)}在 ${limitIn(payload, names)} 前核实；核实超时不影响单位`,
  }),
  closed: ({ payload }, names) => ({
    what: `约谈${unitIn(payload, names)}办结：整改经核实通过`,
    why: `${byWords(payload, names)}核实${reasonWords(payload)}`,
  }),
  'not-verified': ({ payload }, names) => ({
    what: `${unitIn(payload, names)}的整改核实未通过`,
    why: `${byWords(payload, names)}核实${reasonWords(payload)}；抄报上级，由${deskWords(payload, names)}决定二次约谈或移送，不会自动移送`,
  }),
  'second-interview': ({ payload }, names) => ({
    what: `对${unitIn(payload, names)}二次约谈，须在 ${limitIn(payload, names)} 前进行`,
    why: `${byWords(payload, names)}决定${reasonWords(payload)}`,
  }),
  'referral-proposed': ({ payload }, names) => ({
    what: `提请将${unitIn(payload, names)}移送问责`,
    why: `${byWords(payload, names)}提请${reasonWords(payload)}；由${term(text(payload['approver']))}在 ${limitIn(payload, names)} 前决定，不会自动移送`,
  }),
  referred: ({ payload }, names) => ({
    what: `同意将${unitIn(payload, names)}移送问责，约谈到此结束`,
    why: `${byWords(payload, names)}决定${noteWords(payload)}`,
  }),
  'not-referred': ({ payload }, names) => ({
    what: `不将${unitIn(payload, names)}移送问责，约谈到此结束`,
    why: `${byWords(payload, names)}决定${reasonWords(payload)}`,
  }),
  'referral-lapsed': ({ payload }, names) => ({
    what: `将${unitIn(payload, names)}移送问责的提请逾期失效，没有移送`,
    why: `${term(text(payload['approver']))}在限期内没有决定；沉默不算同意`,
  }),
  'interview-reminded': ({ payload }, names) => ({
    what: `约谈${unitIn(payload, names)}临期提醒（${term(text(payload['phase']))}）`,
    why: `限期 ${limitIn(payload, names)}，由${deskWords(payload, names)}办理`,
  }),
  'hold-overdue': overdueFact('约谈没有在限期内安排'),
  'attendance-overdue': overdueFact('约谈后没有登记到场情况'),
  'minutes-overdue': overdueFact('约谈纪要没有在限期内送达'),
  'verify-overdue': overdueFact('整改没有在限期内核实', '核实人超时，不影响单位；'),
  'unmet-overdue': overdueFact('整改不到位后没有处理意见'),
  'rectify-overdue': ({ payload }, names) => ({
    what: `${unitIn(payload, names)}在整改时限内没有报送整改`,
    why: `${ruleWords(names)}：自纪要送达起${offsetWords(ruleIn(names).rectify)}内；抄报上级，由${deskWords(payload, names)}决定二次约谈或移送`,
  }),
};

function overdueFact(what: string, note = ''): Say {
  return ({ payload }, names) => ({
    what: `${unitIn(payload, names)}：${what}`,
    why: `${note}限期 ${momentWords(payload['missed'], names)} 已过，已向上报告，仍由${deskWords(payload, names)}办理`,
  });
}

export function unitIn(payload: Payload, names: Names): string {
  return names.unit(text(payload['unit']));
}

export function limitIn({ limitAt }: Payload, names: Names): string {
  return momentWords(limitAt, names);
}

/** Who is to act: an actor in words. */
export function deskWords({ desk }: Payload, names: Names): string {
  return recipientWords(text(desk), names);
}

export function byWords({ by }: Payload, names: Names): string {
  return `由${recipientWords(text(by), names)}`;
}

export function reasonWords({ reason }: Payload): string {
  const words = text(reason).trim();
  return words === '' ? '' : `，理由：${brief(words)}`;
}

function noteWords({ note }: Payload): string {
  return note === undefined ? '' : `，附言：${brief(text(note))}`;
}

/** `（二次约谈）`; nothing for the first. */
export function nthWords({ sitting }: Payload): string {
  return Number(sitting) > 1 ? '（二次约谈）' : '';
}

export function attendanceWords({ attendance }: Payload): string {
  return ATTENDANCE_WORDS[attendance as Attendance] ?? '';
}

/** What follows an absence, as it was decided. */
export function afterAbsence(payload: Payload, names: Names): string {
  if (payload['phase'] === 'unmet') return `由${deskWords(payload, names)}决定二次约谈或移送`;
  return `${Number(payload['sitting']) > 1 ? '转入二次约谈' : '另定时间'}，须在 ${limitIn(payload, names)} 前进行`;
}

export function meetingOf({ meeting }: Payload): Meeting | undefined {
  return Meeting.safeParse(meeting).data;
}

/** `3月11日（周三）15:00，在区政府三楼会议室` */
export function meetingWords(payload: Payload, names: Names): string {
  const meeting = meetingOf(payload);
  return meeting === undefined ? '' : `${momentWords(meeting.at, names)}，在${meeting.place}`;
}

export function recordOf({ record }: Payload): TalkRecord | undefined {
  return TalkRecord.safeParse(record).data;
}

/** What it was handed in with, between what stands before and after; nothing where nothing was. */
export function withFiles(before: string, payload: Payload, after: string): string {
  const words = attachedWords(payload);
  return words === '' ? '' : `${before}${words}${after}`;
}

/** The first words of a longer text. */
export function brief(words: string, most = 60): string {
  const all = [...words.replace(/\s+/g, ' ').trim()];
  return all.length <= most ? all.join('') : `${all.slice(0, most).join('')}…`;
}

export function ruleIn({ regime }: Names): ReturnType<typeof talkRule> {
  const rule = regime.interview ?? {
    proposeAt: '09:00',
    gate: { by: 'office' as const, limit: { workdays: 5 }, time: '17:00' },
    to: ['head' as const],
  };
  return talkRule(rule);
}

export function ruleWords(names: Names): string {
  return `${regimeWords(names)}“约谈”一条`;
}

/** The grounds with fewer words, for a notice that says much else. */
export function fewGrounds(payload: Payload, names: Names): string {
  const grounds = groundsOf(payload);
  if (grounds.length <= 2) return groundList(payload, names);
  return listed(
    grounds.map((ground) => groundWords(ground, names)),
    2,
  );
}

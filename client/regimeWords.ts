import type { FirstRule } from '../domain/firstRule.ts';
import type { Duty, Regime } from '../domain/regime.ts';
import {
  cutOffWords,
  dueRuleWords,
  offsetWords,
  recipientTerm,
  stepWords,
  term,
} from '../domain/terms.ts';

/** A regime 制度 in sentences: who reports what by when, what happens otherwise, who is told. */
export function regimeSentences(regime: Regime): readonly string[] {
  const { duties, firsts = [], deadlines, ladder, bulletins, interview, fallback } = regime;
  return [
    ...duties.map(dutySentence),
    ...firsts.map(firstSentence),
    `“${deadlines.title}”：方案写明日期的，当日${deadlines.time}到期${graceWords(deadlines)}`,
    ...ladder.map((step) => `${step.title ?? term(step.step)}：${stepWords(step)}`),
    ...bulletins.map(
      (rule) =>
        `“${rule.title}”：${cutOffWords(rule)}截止汇总，由${recipientTerm(rule.sign.by)}在${offsetWords(rule.sign.limit)}内签发，送${rule.to.map(recipientTerm).join('、')}`,
    ),
    ...(interview === undefined
      ? []
      : [
          `约谈：由${recipientTerm(interview.gate.by)}在${offsetWords(interview.gate.limit)}内决定；不决定的不约谈，通知送${interview.to.map(recipientTerm).join('、')}`,
        ]),
    `接收人空缺的，改送${recipientTerm(fallback)}并告知督查室`,
  ];
}

function dutySentence(duty: Duty): string {
  const by = duty.by.map((role) => `${term(role)}单位`).join('、');
  return `“${duty.title}”：${by}报送，${dueRuleWords(duty)}到期${graceWords(duty)}`;
}

function firstSentence({ title, by, time }: FirstRule): string {
  return `“${title}”：${by.map((role) => `${term(role)}单位`).join('、')}在启动后报送一次（${time}）`;
}

function graceWords({ grace, closes }: Pick<Duty, 'grace' | 'closes'>): string {
  const none = ('days' in grace ? grace.days : grace.workdays) === 0;
  return `${none ? '，没有宽限' : `，宽限${offsetWords(grace)}`}；${offsetWords(closes)}后不再补报`;
}

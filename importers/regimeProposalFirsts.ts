import type { FirstRule } from '../domain/firstRule.ts';
import { firstRuleWords } from '../domain/firstWords.ts';
import type { Draft, Role } from '../domain/plan.ts';
import { numberOf } from './dateWords.ts';
import { listed, oneLine, part, type OpenAsk, type Part } from './regimeProposalPart.ts';
import { readDeadlines } from './timePhrase.ts';

/** Who is told to draw up a scheme; a sentence without one speaks of a task's own content. */
const WHO =
  /(?:牵头|责任|主责|承办|配合|协办|成员|有关|相关)(?:单位|部门)|各(?:级|镇|乡|街道|县|区|市|部门|单位)/;
const MADE =
  /(?<!特)(?<!在)(?:制定|制订|拟定|拟订|编制|细化)(?:完善|出台)?(?!本)[^，,。；;《》本]{0,20}?(?<what>实施方案|工作方案|推进方案|行动方案|具体方案)(?!的|要求|基础)/u;
const WITHIN = /(?<count>\d{1,3}|[一二三四五六七八九十]{1,3})(?<unit>个工作日|[日天])[之以]?内/u;
const BEFORE = /(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末)?[之以]?前/u;

const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/牵头(?:单位|部门)/, 'lead'],
  [/(?:责任|主责|承办)(?:单位|部门)/, 'responsible'],
  [/(?:配合|协办)(?:单位|部门)/, 'cooperating'],
];

const MOST_QUOTES = 3;

/** 首报: a scheme 实施方案 that the text asks the units for, with its sentences; nothing where it asks for none. */
export function firstsPart(draft: Draft): Part<readonly FirstRule[]> | undefined {
  const found = draft.text.split(/[。；;\n]/u).flatMap((sentence) => schemeIn(sentence));
  const [first] = found;
  if (first === undefined) return undefined;
  const roles = ROLES.map(([, role]) => role).filter((role) =>
    found.some(({ by }) => by.includes(role)),
  );
  const due = found.map(({ sentence }) => dueIn(sentence, draft)).find((one) => one !== undefined);
  const rule: FirstRule = {
    ...{ id: 'scheme', title: first.what, by: roles.length > 0 ? roles : ['lead'] },
    due: due ?? { within: { workdays: 20 } },
    ...{ time: '17:00', shift: 'later' as const },
    ...{ grace: { workdays: 0 }, closes: { workdays: 20 } },
  };
  const asks: OpenAsk[] = [
    ask('each', '是不是每项任务各报一份', '是；只由几项任务报的，在方案中写明是哪几项', []),
    ...(roles.length > 0 ? [] : [ask('by', '由谁报送', '牵头单位', ['by'])]),
    ...(due === undefined ? [ask('due', '何时到期', firstRuleWords(rule), ['due'])] : []),
  ];
  const quotes = [...new Set(found.map(({ sentence }) => `原文：${oneLine(sentence)}`))];
  return listed([part(rule, quotes.slice(0, MOST_QUOTES), asks.map(titled(rule.title)))]);
}

/** Its reminder, a working week before it is due; the other steps of the ladder are for everything. */
export function firstReminders(
  firsts: Part<readonly FirstRule[]> | undefined,
): readonly Part<Readonly<Record<string, unknown>>>[] {
  return (firsts?.value ?? []).map(({ id, title }) => {
    const step = {
      ...{ id: `remind-${id}`, step: 'remind', title: `${title}临期提醒`, on: [id] },
      ...{ at: { before: 'due', offset: { workdays: 5 } }, time: '09:00', to: ['reporter'] },
    };
    return part(step, ['原文没有写，按默认设置']);
  });
}

function ask(key: string, question: string, standard: string, path: OpenAsk['path']): OpenAsk {
  return { id: `scheme.${key}`, question, default: standard, path };
}

function titled(title: string): (open: OpenAsk) => OpenAsk {
  return (open) => ({ ...open, question: `“${title}”${open.question}` });
}

interface Scheme {
  readonly sentence: string;
  readonly what: string;
  readonly by: readonly Role[];
}

function schemeIn(sentence: string): readonly Scheme[] {
  const plain = sentence.replace(/\s+/gu, '');
  const made = MADE.exec(plain);
  const before = plain.slice(0, made?.index ?? 0);
  if (made === null || !WHO.test(before)) return [];
  const by = ROLES.filter(([pattern]) => pattern.test(before)).map(([, role]) => role);
  return [{ sentence, what: made.groups?.['what'] ?? '实施方案', by }];
}

function dueIn(sentence: string, { issuedOn }: Draft): FirstRule['due'] | undefined {
  const plain = sentence.replace(/\s+/gu, '');
  const within = WITHIN.exec(plain)?.groups;
  if (within !== undefined) {
    const count = numberOf(within['count'] ?? '');
    return within['unit'] === '个工作日'
      ? { within: { workdays: count } }
      : { within: { days: count } };
  }
  const before = BEFORE.exec(plain)?.[0];
  if (before === undefined) return undefined;
  const year = issuedOn === null ? {} : { year: Number(issuedOn.slice(0, 4)) };
  const [deadline] = readDeadlines(before, year);
  return deadline?.kind === 'date' ? { on: deadline.on } : undefined;
}

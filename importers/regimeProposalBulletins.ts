import { BY_LENGTH } from '../domain/cadence.ts';
import type { Every } from '../domain/deadline.ts';
import type { Draft } from '../domain/plan.ts';
import { cadenceWords, cutOffWords } from '../domain/terms.ts';
import { EVERY_WORD, isReported, phasePart, type Found } from './regimeProposalDuties.ts';
import { part, quoted, type OpenAsk, type Part } from './regimeProposalPart.ts';

type What = Found['what'];

/** What is issued by the office; the first that a plan has names the laggards. */
const ISSUED: Partial<Record<What, string>> = {
  bulletin: '通报',
  ranking: '排名通报',
  assessment: '考评',
  review: '讲评',
  summary: '总结',
  briefing: '简报',
};
const RANKING = Object.keys(ISSUED) as readonly What[];

/** 分管领导 decides unless the administrator says otherwise. */
export const APPROVER = 'post:分管领导';

/** Whether a clause is a bulletin of the office, and no more than a target (以旬保月). */
export function isIssued(found: Found): boolean {
  return ISSUED[found.what] !== undefined && !isReported(found) && !isGuard(found);
}

/** 以旬保月、以月保季. */
export function isGuard({ quote }: Found): boolean {
  return /以[周旬月季]度?[保促]/.test(quote.replace(/\s/g, ''));
}

/** One bulletin for each kind and cadence; criticism and praise stand in the one that suits them best. */
export function bulletinParts(
  draft: Draft,
  { every, silent }: { readonly every: Every; readonly silent: boolean },
): readonly Part<Readonly<Record<string, unknown>>>[] {
  const { steps } = draft.regime;
  const criticise = steps.filter(({ step }) => step === 'criticise');
  const commend = steps.filter(({ step }) => step === 'commend');
  const kinds = issuedKinds(draft.regime.duties.filter(isIssued));
  const wanted = criticise.length + commend.length > 0 || silent;
  const issued =
    kinds.length > 0 || !wanted
      ? kinds
      : [{ every: standard(every, silent), what: 'bulletin' as const, found: [] }];
  const main = [...issued].sort((a, b) => RANKING.indexOf(a.what) - RANKING.indexOf(b.what))[0];
  return issued.map((kind, i) => {
    const own = bulletinPart(draft, kind, i === 0);
    if (kind !== main) return own;
    const named = namedPart(kind, every, {
      criticise: criticise.map((step) => quoted(draft, step)),
      commend: commend.map((step) => quoted(draft, step)),
      silent,
    });
    return {
      value: { ...own.value, ...named.value },
      notes: [...own.notes, ...named.notes],
      asks: [...own.asks, ...named.asks],
    };
  });
}

function standard(every: Every, silent: boolean): Every {
  if (silent) return 'two-months';
  return BY_LENGTH.indexOf(every) < BY_LENGTH.indexOf('month') ? 'month' : every;
}

interface Kind {
  readonly every: Every;
  readonly what: What;
  readonly found: readonly Found[];
}

function issuedKinds(found: readonly Found[]): readonly Kind[] {
  return BY_LENGTH.flatMap((every) =>
    RANKING.flatMap((what) => {
      const own = found.filter((one) => one.every === every && one.what === what);
      return own.length > 0 ? [{ every, what, found: own }] : [];
    }),
  );
}

function bulletinPart(
  draft: Draft,
  { every, what, found }: Kind,
  first: boolean,
): Part<Readonly<Record<string, unknown>>> {
  const id = `${every}-${what}`;
  const title = `${EVERY_WORD[every]}${ISSUED[what] ?? '通报'}`;
  const phase = phasePart(draft, every, title, id);
  const hinted = found.find(({ due }) => due !== undefined);
  const cutOff = hinted?.due ?? { lastDay: true as const };
  const time = hinted?.time ?? '18:00';
  const value = {
    ...{ id, title, every, ...phase.value, cutOff, time, shift: 'unchanged' },
    ...{ sign: { by: APPROVER, limit: { workdays: 3 } } },
    ...{ to: ['reporter', 'head', 'leader', 'principal'] },
  };
  const notes =
    found.length > 0
      ? found.map((one) => quoted(draft, one))
      : ['原文没有写多久通报一次，按默认设置'];
  const ask = (key: string, question: string, words: string, path: readonly string[]): OpenAsk => ({
    ...{ id: `${id}.${key}`, question, default: words, path },
  });
  const cut = cutOffWords({ every, cutOff, time, shift: 'unchanged' });
  const asks = [
    ...(found.length > 0
      ? []
      : [ask('every', '多久通报一次', `${cadenceWords(every)}一次`, ['every'])]),
    ...phase.asks,
    ...(hinted === undefined ? [ask('cutOff', `“${title}”统计到何时`, cut, ['cutOff'])] : []),
    ...(first
      ? [
          ask('sign', '通报、总结等由谁签发', '分管领导，3个工作日内', ['sign', 'by']),
          ask('to', '通报、总结等发给谁', '各单位联络员和主要负责人、牵头领导、主要领导', ['to']),
        ]
      : []),
  ];
  return part(value, notes, asks);
}

/** Periods of the shorter cadence in one of the longer, at least one. */
const MONTHS: Readonly<Record<Every, number>> = {
  week: 0.25,
  'ten-days': 1 / 3,
  month: 1,
  'two-months': 2,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

function namedPart(
  kind: Kind,
  every: Every,
  said: {
    readonly criticise: readonly string[];
    readonly commend: readonly string[];
    readonly silent: boolean;
  },
): Part<Readonly<Record<string, unknown>>> {
  const id = `${kind.every}-${kind.what}`;
  const atLeast = Math.max(1, Math.round(MONTHS[kind.every] / MONTHS[every]));
  const criticise = said.criticise.length > 0 || said.silent;
  const commend = said.commend.length > 0 || said.silent;
  const ask = (key: string, question: string, words: string) => ({
    ...{ id: `${id}.${key}`, question, default: words, path: [key] },
  });
  return {
    value: {
      ...(criticise ? { criticise: { missing: 1, to: ['head'] } } : {}),
      ...(commend ? { commend: { allOnTime: true, atLeast } } : {}),
    },
    notes: [
      ...said.criticise.map((text) => ({ path: ['criticise'], text })),
      ...said.commend.map((text) => ({ path: ['commend'], text })),
    ],
    asks: [
      ...(criticise
        ? [ask('criticise', '怎样算应予通报批评', '通报期内有1期未报，送单位主要负责人')]
        : []),
      ...(commend ? [ask('commend', '怎样算应予表扬', `通报期内至少${atLeast}期且全部按时`)] : []),
    ],
  };
}

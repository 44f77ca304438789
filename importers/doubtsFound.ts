import type { Day } from '../domain/instant.ts';
import type { Diagnostic, Draft, DraftTask, Inference, Reading, Span } from '../domain/plan.ts';
import { isGroupExpression } from '../domain/unitGroup.ts';
import { fieldParts, isUnits, KINDS } from './doubtsKinds.ts';
import type { DoubtKind, FoundDoubt } from './doubtsKinds.ts';
import { sentenceAt, sentenceOf, spanOf, unitSpans, wordsAt } from './doubtsPlace.ts';
import type { SourceText } from './doubtsPlace.ts';
import { deadlinesText, fieldText, NONE } from './reviewWords.ts';
import { REVIEW_BELOW, ruleWords } from './rules.ts';

const HEAD = [
  ['title', 'title-missing'],
  ['issuer', 'issuer-missing'],
  ['documentNumber', 'number-missing'],
  ['issuedOn', 'date-missing'],
] as const satisfies readonly (readonly [keyof Draft, DoubtKind])[];

/** The heading: what is missing, and what was only concluded. */
export function headDoubts(draft: Draft, source: SourceText): readonly FoundDoubt[] {
  const common = { task: null, within: '' };
  const missing = HEAD.filter(([field]) => draft[field] === null).map(
    ([field, kind]): FoundDoubt => ({
      ...common,
      ...KINDS[kind],
      ...{
        kind,
        field,
        printed: '',
        sentence: '',
        where: '文首',
        proposal: NONE,
        confidence: null,
      },
    }),
  );
  const inferred = doubtful(draft.inferred).flatMap(([field, inference]): FoundDoubt[] => {
    const value = HEAD.find(([name]) => name === field)?.[0];
    if (value === undefined || draft[value] === null) return [];
    const span = draft.spans?.[field];
    const printed = span === undefined ? draft[value] : wordsAt(source, span);
    const sentence =
      span === undefined ? sentenceOf(source, printed) : sentenceAt(source, span, '');
    return [
      {
        ...common,
        ...ruled(inference),
        ...{ field, printed, sentence: sentence ?? '', where: span?.cell ?? '文首' },
        ...{ required: field === 'title', acceptable: true, proposal: draft[value] },
      },
    ];
  });
  return [...missing, ...inferred];
}

/** Inferences that fall short, in the order of their fields. */
function doubtful(inferred: Readonly<Record<string, Inference>> | undefined) {
  const all = Object.entries(inferred ?? {});
  return all.filter(([, { confidence }]) => confidence < REVIEW_BELOW);
}

function ruled({ rule, confidence }: Inference) {
  return { kind: rule, reason: ruleWords(rule) ?? `按规则 ${rule} 推断`, confidence };
}

/** One task: who owes, until when, and what was only concluded. A field is in doubt once. */
export function taskDoubts(
  task: DraftTask,
  index: number,
  source: SourceText,
  today: Day,
): readonly FoundDoubt[] {
  const about = aboutTask(task, index, source);
  const own = [
    ...(task.assignments.length === 0 ? [about('task-without-unit', 'assignments', '')] : []),
    ...groupDoubts(task, about),
    ...deadlineDoubts(task, today, source, about),
    ...(isOpen(task, source) ? [openDoubt(task, source, about)] : []),
  ];
  const taken = new Set(own.map(({ field }) => field));
  const inferred = wholeLists(task, doubtful(task.inferred))
    .filter(([field]) => !taken.has(isUnits(fieldParts(field).base) ? unitsField(field) : field))
    .map(([field, inference]): FoundDoubt => {
      const span = spanOf(task, field);
      return {
        ...about('list-open', unitsField(field), wordsAt(source, span)),
        ...ruled(inference),
        required: isRequired(task, field),
      };
    });
  return [...own, ...inferred];
}

/** Several elements of a list that one rule took from one place are one matter: that of the list. */
function wholeLists(task: DraftTask, inferred: readonly (readonly [string, Inference])[]) {
  const matters = new Map<string, (readonly [string, Inference])[]>();
  for (const entry of inferred) {
    const [field, { rule }] = entry;
    const { from, to } = spanOf(task, field);
    const matter = [rule, fieldParts(field).base, from, to].join(' ');
    const known = matters.get(matter);
    if (known) known.push(entry);
    else matters.set(matter, [entry]);
  }
  return [...matters.values()].flatMap((entries) => {
    const [first] = entries;
    if (first === undefined || entries.length === 1) return entries;
    return [[fieldParts(first[0]).base, first[1]] as const];
  });
}

/** A column of units is in doubt as the list of units. */
function unitsField(field: string): string {
  const { base } = fieldParts(field);
  return base !== 'assignments' && isUnits(base) ? 'assignments' : field;
}

/** Who owes, until when and what: a wrong guess would reach the wrong office, or on the wrong day. */
function isRequired(task: DraftTask, field: string): boolean {
  const { base, index } = fieldParts(field);
  if (base === 'assignments' && index !== undefined) {
    return task.assignments[index]?.role !== 'cooperating';
  }
  return ['assignments', 'lead', 'responsible', 'units', 'deadlines', 'content'].includes(base);
}

type About = (kind: DoubtKind, field: string, printed: string, at?: Span) => FoundDoubt;

function aboutTask(task: DraftTask, index: number, source: SourceText): About {
  return (kind, field, printed, at) => {
    const span = at ?? (printed === '' ? contentSpan(task) : spanOf(task, field));
    return {
      kind,
      task: { index, no: task.no },
      field,
      ...KINDS[kind],
      printed,
      sentence: sentenceAt(source, span, printed),
      where: placeWords(task, index, span),
      proposal: fieldText(task, field),
      confidence: null,
      within: task.content,
    };
  };
}

function contentSpan(task: DraftTask): Span {
  return task.spans?.['content'] ?? task.source;
}

const HEADING_SHOWN = 12;

/** `第3项（G4）`, in prose `加快产业升级 第3项`: numbers begin anew under each heading. A task without one is counted. */
export function placeWords(task: DraftTask, index: number, span: Span = task.source): string {
  const number = task.no === null ? `第${index + 1}个任务` : `第${task.no}项`;
  const cell = span.cell ?? task.source.cell;
  if (cell !== undefined) return `${number}（${cell}）`;
  const heading = Array.from(task.category.at(-1) ?? '');
  const shown = heading.slice(0, HEADING_SHOWN).join('');
  const cut = heading.length > HEADING_SHOWN ? '…' : '';
  return shown === '' ? number : `${shown}${cut} ${number}`;
}

/** Only a group that leads or is responsible must be resolved: others owe only where a duty names them. */
function groupDoubts(task: DraftTask, about: About): readonly FoundDoubt[] {
  return task.assignments.flatMap(({ unit, role }, i) => {
    if (!isGroupExpression(unit)) return [];
    const found = about('group-unresolved', `assignments.${i}`, unit);
    return [{ ...found, required: role !== 'cooperating' }];
  });
}

function deadlineDoubts(
  task: DraftTask,
  today: Day,
  source: SourceText,
  about: About,
): readonly FoundDoubt[] {
  return task.deadlines.flatMap((deadline, i) => {
    if (deadline.kind === 'unknown') {
      return [about('deadline-unknown', `deadlines.${i}`, deadline.text)];
    }
    if (deadline.kind !== 'date' || deadline.on >= today) return [];
    const field = `deadlines.${i}`;
    const words = wordsAt(source, spanOf(task, field));
    const named = deadline.what !== undefined && words.includes(deadline.what);
    const found = about('deadline-past', field, named ? (deadline.what ?? '') : words);
    const within = `${task.content}\n${deadlinesText([deadline])}`;
    return [{ ...found, within, reason: `时限早于 ${today}；接受即照原文记入，启动后不再催` }];
  });
}

const ETC = /等(?:\d*|[一二三四五六七八九十]*)[个家]?[^、，,；;。\s]{0,8}(?=[、，,；;。）)\s]|$)/;

function isOpen(task: DraftTask, source: SourceText): boolean {
  if (!task.openEnded) return false;
  const groups = task.assignments.some(({ unit }) => isGroupExpression(unit));
  return !groups || unitSpans(task).some((span) => ETC.test(wordsAt(source, span)));
}

function openDoubt(task: DraftTask, source: SourceText, about: About): FoundDoubt {
  const spans = unitSpans(task);
  const span = spans.find((one) => ETC.test(wordsAt(source, one))) ?? spans[0];
  return about('list-open', 'assignments', span === undefined ? '' : wordsAt(source, span), span);
}

/** Diagnostics that the draft itself shows, each at its own task. */
const SHOWN_BY_DRAFT = new Set([
  ...['header-missing', 'title-missing', 'group-unresolved', 'list-open'],
  ...['task-without-unit', 'deadline-past', 'deadline-unknown'],
]);
/** For information by themselves, and yet somebody should look. */
const LOOKED_AT = new Set(['value-inherited', 'unit-alias', 'unit-outside', 'annex-missing']);

/** What the importer saw and no field shows: doubtful names, clauses without a period, annexes that are absent. */
export function diagnosedDoubts(reading: Reading, source: SourceText): readonly FoundDoubt[] {
  const { draft, diagnostics } = reading;
  const rules = new Set(
    draft.tasks.flatMap(({ inferred }) => Object.values(inferred ?? {}).map(({ rule }) => rule)),
  );
  const names = new Set(
    draft.tasks.flatMap(({ assignments }) => assignments.map(({ unit }) => unit)),
  );
  return diagnostics
    .filter(({ code, severity }) => severity === 'warning' || LOOKED_AT.has(code))
    .filter(({ code }) => !SHOWN_BY_DRAFT.has(code))
    .filter(({ code }) => code !== 'value-inherited' || !rules.has('blank-above'))
    .map((diagnostic) => diagnosed(diagnostic, names, source));
}

/** Diagnostics about how a unit is called, wherever it stands. */
const ABOUT_A_NAME = new Set(['unit-alias', 'unit-outside', 'unit-doubtful']);

function diagnosed(
  { code, message, where }: Diagnostic,
  names: ReadonlySet<string>,
  source: SourceText,
): FoundDoubt {
  const quoted = [...message.matchAll(/“([^”]+)”|《([^》]+)》/g)].map(([, a, b = '']) => a ?? b);
  const unit = ABOUT_A_NAME.has(code) ? quoted.find((name) => names.has(name)) : undefined;
  const words = unit ?? quoted[0] ?? '';
  // The first place of a unit's name is seldom the sentence that a remark about a paragraph means.
  const elsewhere = code === 'unit-in-sentence' && source.text.split(words).length > 2;
  const sentence = elsewhere ? undefined : sentenceOf(source, words.replace(/…$/, ''));
  // A message also quotes words of its own; only those of the document are source words.
  const printed = sentence === undefined ? '' : words;
  const field = unit === undefined ? (code === 'period-missing' ? 'regime' : 'document') : 'unit';
  return {
    kind: code,
    task: null,
    field,
    required: false,
    acceptable: true,
    printed,
    sentence: sentence ?? '',
    where: where ?? '全文',
    proposal: field === 'unit' ? printed : NONE,
    reason: message,
    confidence: null,
    within: printed === '' ? message : '',
  };
}

import type { Day } from '../domain/instant.ts';
import type { Diagnostic, Draft, Reading } from '../domain/plan.ts';
import { doubtsOf } from './doubts.ts';
import { fieldParts } from './doubtsKinds.ts';
import type { Doubt } from './doubtsKinds.ts';
import { finding, places } from './findings.ts';
import { editedDraft } from './reviewDraft.ts';
import { editOf } from './reviewEdits.ts';
import type { Edit } from './reviewEdits.ts';
import type { Answer } from './reviewFile.ts';
import { groupedBy } from './reviewGroups.ts';

/** An open doubt 待核对; `asked` where somebody is to be asked. */
export interface OpenDoubt extends Doubt {
  readonly asked?: Answer;
}

/** Reviewed 核对结果: a reading with the answers in it. */
export interface Reviewed extends Reading {
  readonly draft: Draft;
  readonly open: readonly OpenDoubt[];
  readonly closed: readonly { readonly doubt: Doubt; readonly answer: Answer }[];
  /** Answers that change nothing, each with the reason. */
  readonly invalid: readonly { readonly answer: Answer; readonly message: string }[];
}

/** Accepted closes a doubt, corrected replaces the field, asked keeps it open. The last answer about a doubt counts. */
export function applyReview(
  reading: Reading,
  answers: readonly Answer[],
  options: { readonly today: Day },
): Reviewed {
  const doubts = doubtsOf(reading, options);
  const byDoubt = new Map(answers.map((answer) => [answer.doubt, answer]));
  const known = new Set(doubts.map(({ id }) => id));
  const edits: Edit[] = [];
  const accepted: Doubt[] = [];
  const open: OpenDoubt[] = [];
  const closed: { doubt: Doubt; answer: Answer }[] = [];
  const invalid = [...byDoubt.values()]
    .filter(({ doubt }) => !known.has(doubt))
    .map((answer) => ({ answer, message: `没有编号为 ${answer.doubt} 的疑点。` }));
  for (const doubt of doubts) {
    const answer = byDoubt.get(doubt.id);
    const fault = answer === undefined ? undefined : answerFault(reading.draft, doubt, answer);
    if (answer !== undefined && fault !== undefined) invalid.push({ answer, message: fault });
    if (answer === undefined || fault !== undefined) open.push(doubt);
    else if (answer.what === 'asked') open.push({ ...doubt, asked: answer });
    else {
      closed.push({ doubt, answer });
      if (answer.what === 'accepted') accepted.push(doubt);
      else edits.push(...corrections(reading.draft, doubt, answer));
    }
  }
  const left = open.filter((doubt) => !isSuperseded(doubt, edits));
  return {
    draft: editedDraft(reading.draft, edits, accepted),
    diagnostics: leftOver(reading.diagnostics, doubts, left),
    open: left,
    closed,
    invalid,
  };
}

/** Why an answer cannot be; nothing where it can. */
export function answerFault(
  draft: Draft,
  doubt: Doubt,
  { what, value }: Pick<Answer, 'what' | 'value'>,
): string | undefined {
  if (what === 'asked') return undefined;
  if (what === 'accepted') {
    return doubt.acceptable ? undefined : `${doubt.reason}，没有可以接受的内容。请写明后更正。`;
  }
  const read = editOf(draft, doubt, value ?? '');
  return 'fault' in read ? read.fault : undefined;
}

function corrections(draft: Draft, doubt: Doubt, { value = '' }: Answer): readonly Edit[] {
  const read = editOf(draft, doubt, value);
  return 'fault' in read ? [] : [read.value];
}

/** Whoever writes a whole list has answered for each of its elements. */
function isSuperseded({ task, field }: Doubt, edits: readonly Edit[]): boolean {
  const { base, index } = fieldParts(field);
  return edits.some(
    (edit) =>
      edit.at === 'task' &&
      edit.index === task?.index &&
      index !== undefined &&
      edit.field === base,
  );
}

const HEADING = new Set(['issuer-missing', 'number-missing', 'date-missing']);

/** What is still to be said: answered matters go, a matter answered in part is told of the places that are left. */
function leftOver(
  diagnostics: readonly Diagnostic[],
  all: readonly Doubt[],
  open: readonly Doubt[],
): readonly Diagnostic[] {
  const codeOf = ({ kind }: Doubt) => (HEADING.has(kind) ? 'header-missing' : kind);
  const asked = groupedBy(all, codeOf);
  const stillOpen = groupedBy(open, codeOf);
  const told = new Set<string>();
  return diagnostics.flatMap((diagnostic): Diagnostic[] => {
    const { code, message, severity } = diagnostic;
    const doubts = asked.get(code) ?? [];
    const left = stillOpen.get(code) ?? [];
    if (severity === 'blocking' || left.length === doubts.length) return [diagnostic];
    const own = doubts.find((doubt) => doubt.task === null && doubt.reason === message);
    if (own !== undefined) return left.some(({ id }) => id === own.id) ? [diagnostic] : [];
    if (left.length === 0 || told.has(code)) return [];
    told.add(code);
    const where = places(left.map((doubt) => doubt.where));
    return [
      finding(code, `还有 ${left.length} 处没有核对：${where}。${left[0]?.reason ?? ''}。`, where),
    ];
  });
}

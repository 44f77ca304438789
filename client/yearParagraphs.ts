import { readProcess } from '../domain/ids.ts';
import { term } from '../domain/terms.ts';
import { factWords, noticeWords, recipientWords, type Names } from '../domain/words.ts';
import {
  countWords,
  dueWords,
  dutyWords,
  latenessWords,
  obligationWords,
  provisionalWords,
  stepOf,
  stepRuleWords,
  text,
} from '../domain/wordsParts.ts';
import { attainedWords } from '../domain/wordsAttained.ts';
import type { YearRow } from './yearCounts.ts';

/** Where a row stands in the year: its group of the day, the units that it names, and why. */
export interface Paragraph {
  /** Rows of one day and group stand in one paragraph. */
  readonly group: string;
  readonly label: string;
  /** The measure of the items: 份, 项. */
  readonly unit: string;
  /** The measure of the units: 家 unless it is said. */
  readonly family?: string;
  /** Among paragraphs of one instant, the least first. */
  readonly rank: number;
  readonly units: readonly string[];
  /** What is named under each unit: the printed number of the task. */
  readonly item?: string;
  /** Why, or what is asked: a line of its own. */
  readonly why: string;
}

/** What stands before what at one instant; notices come last. */
const ORDER = [
  'started',
  'assigned',
  'suspended',
  'resumed',
  'report',
  'judged',
  'attained',
  'step',
  'ground',
  'proposed',
];

/** The paragraph of a row; nothing for what another row already tells. */
export function paragraphOf(row: YearRow, names: Names): Paragraph | undefined {
  const found = row.kind === 'fact' ? factParagraph(row, names) : noticeParagraph(row, names);
  const place = row.kind === 'fact' ? ORDER.indexOf(row.type) : ORDER.length + 1;
  return found && { ...found, rank: place < 0 ? ORDER.length : place };
}

type Unranked = Omit<Paragraph, 'rank'>;

function factParagraph(row: YearRow, names: Names): Unranked | undefined {
  switch (row.type) {
    case 'assigned':
      return taskParagraph(row, names, { label: '交办任务', unit: '项', parties: partiesOf(row) });
    case 'report':
      return reportParagraph(row, names);
    case 'attained':
      return attainedParagraph(row, names);
    case 'judged':
      return judgedParagraph(row, names);
    case 'step':
      return stepParagraph(row, names);
    case 'criticised':
    case 'commended':
    case 'ground':
      return unitParagraph(row, names);
    default:
      return readProcess(row.process)?.kind === 'task' && row.type !== 'refused'
        ? wholeTaskParagraph(row, names)
        : single(row, names);
  }
}

/** What is said of each task alike when the campaign pauses, resumes or ends is said once. */
function wholeTaskParagraph(row: YearRow, names: Names): Unranked {
  const why = because(factWords(row, names).why);
  const label = `任务${term(row.type)}`;
  return {
    group: `task ${row.type} ${why}`,
    label,
    unit: '项',
    units: ['各单位'],
    why,
    item: itemOf(row, names),
  };
}

function single(row: YearRow, names: Names): Unranked {
  const { what, why } = factWords(row, names);
  const group = `${row.process} ${row.key}`;
  return { group, label: what, unit: '项', units: [], why: because(why) };
}

function unitParagraph(row: YearRow, names: Names): Unranked {
  const why = because(factWords(row, names).why);
  const unit = names.unit(text(row.payload['unit']));
  const label =
    row.type === 'ground' ? '约谈事由' : `通报${row.type === 'criticised' ? '批评' : '表扬'}`;
  const task = row.payload['task'];
  const item =
    task === undefined
      ? {}
      : {
          item: `${noOf(text(task), names)}，${obligationWords(text(row.payload['obligation']), names)}`,
        };
  return { group: `${row.type} ${why}`, label, unit: '项', units: [unit], why, ...item };
}

function reportParagraph(row: YearRow, names: Names): Unranked {
  const { payload } = row;
  const nil = payload['nil'] === undefined ? '' : `（${term('nil')}）`;
  const version = Number(payload['version']) > 1 ? `（第${Number(payload['version'])}版）` : '';
  return {
    group: `report ${text(payload['due'])} ${dutyWords(payload, names)}`,
    label: `收到${dutyWords(payload, names)}`,
    unit: '份',
    units: [names.unit(text(payload['unit']))],
    item: `${itemOf(row, names)}${nil}${version}`,
    why: because(dueWords(payload, names)),
  };
}

/** On time is told by the report itself; what is missing, made up, corrected or exempt is told here. */
function judgedParagraph(row: YearRow, names: Names): Unranked | undefined {
  const { payload, at } = row;
  const verdict = text(payload['verdict']);
  const corrects = text(payload['corrects']);
  if (verdict === 'on-time' && corrects === '') return undefined;
  const due = dueWords(payload, names);
  const because: Record<string, string> = {
    missing: `${due}，宽限期满仍未收到`,
    late: `${due}，${latenessWords(payload['due'], at, names)}收到`,
    'on-time': `${due}，在此之前已收到；信号迟到，判定之后补记`,
    exempt: `${due}，${text(payload['reason'])}`,
  };
  const label =
    corrects === '' ? `判定${term(verdict)}` : `由${term(corrects)}更正为${term(verdict)}`;
  return taskParagraph(row, names, {
    label: `${label}：${dutyWords(payload, names)}`,
    unit: '项',
    why: because[verdict] ?? due,
  });
}

function attainedParagraph(row: YearRow, names: Names): Unranked {
  const label = `${term(row.type)}：${dutyWords(row.payload, names)}${attainedWords(row.payload)}`;
  return taskParagraph(row, names, { label, unit: '项' });
}

function stepParagraph(row: YearRow, names: Names): Unranked {
  const { payload, at } = row;
  const step = stepOf(payload['step'], names);
  const title = step?.step === 'interview' ? '符合提请约谈条件' : term(step?.step ?? '');
  const late = latenessWords(payload['due'], at, names);
  const due = `${dueWords(payload, names)}${late && `，${late}`}`;
  const count = countWords(payload, names);
  return taskParagraph(row, names, {
    label: `${title}（${dutyWords(payload, names)}）${provisionalWords(payload)}`,
    unit: '项',
    why: [due, count, stepRuleWords(payload['step'], names)].filter((p) => p !== '').join('；'),
  });
}

/** Notices of a task's step are told by the step; those of the campaign and of interviews by their title. */
function noticeParagraph(row: YearRow, names: Names): Unranked | undefined {
  if (row.kind === 'effect') return undefined;
  const recipient = row.recipient ?? '';
  const words = noticeWords({ ...row, recipient }, names);
  const why = words.ask === undefined ? because(words.body) : `要求：${words.ask}`;
  const found = readProcess(row.process);
  if (found?.kind === 'task') {
    if (row.type !== 'recipient-missing') return undefined;
    const label = `${words.title}，改送${term(names.regime.fallback)}并告知`;
    return { group: words.title, label, unit: '次', units: [], why };
  }
  const title = row.type === 'criticise' ? `【${term('criticise')}】` : words.title;
  return {
    group: `notice ${row.type} ${title}`,
    label: `发出${title}，送`,
    unit: '条',
    family: '个接收人',
    units: [recipientWords(recipient, names)],
    why,
  };
}

function because(why: string): string {
  return `因为：${why}`;
}

function taskParagraph(
  row: YearRow,
  names: Names,
  own: { label: string; unit: string; parties?: readonly string[]; why?: string },
): Unranked {
  const parties = own.parties ?? [text(row.payload['party'])];
  const why = because(own.why ?? factWords(row, names).why);
  return {
    group: `${own.label} ${why}`,
    label: own.label,
    unit: own.unit,
    units: parties.map((party) =>
      party
        .split('+')
        .map((id) => names.unit(id))
        .join('＋'),
    ),
    item: itemOf(row, names),
    why,
  };
}

function partiesOf({ payload }: YearRow): readonly string[] {
  const lists = Object.values((payload['parties'] ?? {}) as Record<string, readonly string[]>);
  return [...new Set(lists.flat())];
}

function itemOf({ process }: YearRow, names: Names): string {
  const found = readProcess(process);
  return found?.kind === 'task' ? noOf(found.task, names) : '';
}

/** `第3项` of the task's name. */
function noOf(task: string, names: Names): string {
  return names.task(task).split(' ')[0] ?? task;
}

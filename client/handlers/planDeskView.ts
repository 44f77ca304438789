import { directoryOf as unitsNamed } from '../../domain/assign.ts';
import { directoryFindings, findingWords } from '../../domain/directoryFindings.ts';
import { taskKey } from '../../domain/ids.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { plusDays, type Day } from '../../domain/instant.ts';
import type { Draft, DraftTask } from '../../domain/plan.ts';
import { cadenceWords } from '../../domain/terms.ts';
import type { Directory } from '../../domain/unit.ts';
import { resolve } from '../../domain/unitResolve.ts';
import { fieldWords } from '../../importers/doubtsKinds.ts';
import { proposeRegime } from '../../importers/regimeProposal.ts';
import { readRegime } from '../../importers/regime.ts';
import { groupedBy } from '../../importers/reviewGroups.ts';
import type { OutputOf } from '../operations.ts';
import { deskCalendar, deskDirectory } from '../planDeskWork.ts';
import { plainWords } from '../plainWords.ts';
import { countWords, KIND_NAMES } from '../reviewKinds.ts';
import type { Desk } from './planDeskFind.ts';
import { deskLine } from './planDesks.ts';

type View = OutputOf<'showPlanDesk'>;

/** Lists of a view show no more than this: a plan of ten thousand tasks has its pages. */
const MOST = 300;

/** A desk as its page shows it: what was understood, what is still to be said, and what it would start with. */
export function deskView(desk: Desk): View {
  const { row, work, reviewed, today } = desk;
  const { draft } = reviewed;
  const { tasks } = draft;
  return {
    ...deskLine(row),
    ...{ sha256: row.sha256, today },
    plan: {
      ...{ title: draft.title, givenTitle: work.title, issuer: draft.issuer },
      ...{ documentNumber: draft.documentNumber, issuedOn: draft.issuedOn },
      absent: draft.absent ?? [],
    },
    counts: countWords(reviewed),
    categories: counted(tasks.map(({ category }) => category.join(' / '))),
    leaders: counted(tasks.flatMap(({ leaders }) => leaders)),
    units: counted(tasks.flatMap(({ assignments }) => assignments.map(({ unit }) => unit))),
    deadlines: deadlinesOf(tasks),
    kinds: kindsOf(desk),
    diagnostics: [...reviewed.diagnostics].slice(0, MOST),
    clauses: clausesOf(draft),
    regime: regimeOf(desk),
    directory: directoryOf(desk),
    calendar: calendarOf(desk),
    horizon: { from: work.horizon.from, last: plusDays(work.horizon.to, -1) },
    leadership: work.leadership,
    severalLeads: severalLeads(tasks),
    approval: work.approval,
  };
}

/** The most frequent first. */
function counted(names: readonly string[]): View['units'] {
  const groups = groupedBy(
    names.filter((name) => name !== ''),
    (name) => name,
  );
  return [...groups]
    .map(([name, all]) => ({ name, tasks: all.length }))
    .sort((a, b) => b.tasks - a.tasks)
    .slice(0, MOST);
}

function deadlinesOf(tasks: readonly DraftTask[]): View['deadlines'] {
  const counts = { dated: 0, recurring: 0, other: 0, none: 0 };
  for (const { deadlines } of tasks) {
    if (deadlines.length === 0) counts.none += 1;
    for (const { kind } of deadlines) {
      if (kind === 'date') counts.dated += 1;
      else if (kind === 'recurring') counts.recurring += 1;
      else counts.other += 1;
    }
  }
  return counts;
}

/** Kinds of doubts, those that a start waits for first. */
function kindsOf({ doubts, reviewed }: Desk): View['kinds'] {
  const open = new Map(reviewed.open.map((doubt) => [doubt.id, doubt]));
  const closed = new Set(reviewed.closed.map(({ doubt }) => doubt.id));
  const kinds = [...groupedBy(doubts, ({ kind }) => kind)].map(([kind, own]) => {
    const left = own.filter(({ id }) => open.has(id));
    const reasons = new Set(own.map(({ reason }) => reason));
    const [reason = null] = reasons.size === 1 ? reasons : [null];
    return {
      ...{ kind, name: KIND_NAMES[kind] ?? `${own[0] ? fieldWords(own[0]) : ''}待核` },
      reason: reason === null ? null : plainWords(reason),
      open: left.length,
      required: left.filter(({ required }) => required).length,
      asked: left.filter(({ id }) => open.get(id)?.asked !== undefined).length,
      closed: own.filter(({ id }) => closed.has(id)).length,
      acceptable: own.every(({ acceptable }) => acceptable),
    };
  });
  return kinds.sort((a, b) => b.required - a.required || b.open - a.open);
}

/** What clauses of a plan demand, in words. */
const DEMANDS: Readonly<Record<string, string>> = {
  report: '报送',
  bulletin: '通报',
  review: '点评',
  summary: '总结',
  meeting: '调度会议',
  assessment: '考核',
  inspection: '督查',
  ranking: '排名',
  briefing: '简报',
  remind: '提醒',
  commend: '表扬',
  criticise: '通报批评',
  'report-up': '上报',
  interview: '约谈',
  accountability: '问责',
  'hang-listing': '挂牌督办',
};

/** Each demand once, with the sentence in which it stands first and how often it is made. */
function clausesOf({ regime: { duties, steps }, text }: Draft): View['clauses'] {
  const points = Array.from(text);
  const found = [
    ...duties.map((own) => ({ ...own, what: `${cadenceWords(own.every)}${DEMANDS[own.what]}` })),
    ...steps.map((own) => ({ ...own, what: DEMANDS[own.step] ?? own.step })),
  ];
  const alike = groupedBy(found, ({ what, quote }) => `${what} ${quote}`);
  return [...alike.values()].slice(0, MOST).flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { what, quote, sentence: span } = first;
    const sentence = span === undefined ? quote : points.slice(span.from, span.to).join('');
    return [{ what: all.length > 1 ? `${what}（${all.length} 处）` : what, quote, sentence }];
  });
}

function regimeOf({ work: { regime }, reviewed }: Desk): View['regime'] {
  const { regime: read, faults } = readRegime(regime.yaml);
  const asks = regime.from === 'plan' ? proposeRegime(reviewed.draft).asks : [];
  return {
    ...{ yaml: regime.yaml, from: regime.from, title: read?.title ?? null, faults: [...faults] },
    asks: asks.map(({ path, question, default: standing }) => ({
      ...{ path, question, default: standing },
    })),
  };
}

function directoryOf({ work, reviewed, today }: Desk): View['directory'] {
  const { draft } = reviewed;
  const { value, faults, added = [] } = deskDirectory(draft, work);
  const directory: Directory = resolve(value ?? unitsNamed(draft), today);
  const uses = new Map(
    counted(draft.tasks.flatMap(({ assignments }) => assignments.map(({ unit }) => unit))).map(
      ({ name, tasks }) => [name, tasks],
    ),
  );
  const names = directoryFindings(draft.tasks, directory).map((finding) => ({
    ...{ kind: finding.kind, printed: finding.printed, words: findingWords(finding) ?? null },
    tasks: uses.get(finding.printed) ?? 1,
    members: finding.kind === 'group' ? [...finding.members] : [],
  }));
  const rank = { open: 0, unknown: 1, proposed: 1, group: 2, unit: 3 } as const;
  return {
    ...{ yaml: work.units, faults: [...faults], units: directory.units.length },
    table: tableOf(directory),
    names: names.sort((a, b) => rank[a.kind] - rank[b.kind]).slice(0, MOST),
    ...{ groups: work.groups, newUnits: [...added] },
  };
}

function tableOf({ units, groups }: Directory): View['directory']['table'] {
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  const nothing = { short: null, parent: null, level: null, reporter: null, head: null };
  return [
    ...units.map(({ name, short = null, aliases, parent, level = null, reporter, head }) => ({
      ...{ name, short, aliases, level, reporter, head, members: [] },
      parent: parent === undefined ? null : (nameOf.get(parent) ?? parent),
    })),
    ...groups.map(({ name, aliases = [], members }) => ({ ...nothing, name, aliases, members })),
  ];
}

/** Days before a horizon that its first due instants may look back upon. */
const BEFORE_DAYS = 60;

/** The days of a calendar from some weeks before the horizon on; neighbours of one kind are one line. */
function daysFrom({ rest, work, closures }: Calendar, day: Day): View['calendar']['table'] {
  const first = plusDays(day, -BEFORE_DAYS);
  const closed = closures.map(({ from, to, name }) => ({
    from,
    to,
    what: 'closed' as const,
    name,
  }));
  return [...spansOf('rest', rest), ...spansOf('work', work), ...closed]
    .filter(({ to }) => to >= first)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

function spansOf(what: 'rest' | 'work', days: readonly Day[]) {
  const spans: { from: Day; to: Day; what: 'rest' | 'work'; name: null }[] = [];
  for (const day of [...days].sort()) {
    const last = spans.at(-1);
    if (last !== undefined && day === plusDays(last.to, 1)) last.to = day;
    else spans.push({ from: day, to: day, what, name: null });
  }
  return spans;
}

function calendarOf({ work }: Desk): View['calendar'] {
  const { value, faults } = deskCalendar(work);
  return {
    ...{ text: work.calendar, faults: [...faults], id: value?.id ?? null },
    version: value?.version ?? null,
    announcedThrough: value?.announcedThrough ?? null,
    table: value === undefined ? [] : daysFrom(value, work.horizon.from),
  };
}

/** A task without a title is told by the beginning of its content. */
const TITLE = 30;

function severalLeads(tasks: readonly DraftTask[]): View['severalLeads'] {
  return tasks
    .flatMap(({ no, title, content, assignments }, i) => {
      const leads = assignments.filter(({ role }) => role === 'lead');
      const own = leads.length > 0 ? leads : assignments.filter((a) => a.role === 'responsible');
      if (own.length < 2) return [];
      const task = taskKey(i + 1);
      const units = own.map(({ unit }) => unit).join('、');
      return [{ task, no, units, title: title ?? Array.from(content).slice(0, TITLE).join('') }];
    })
    .slice(0, MOST);
}

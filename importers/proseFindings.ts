import type { Day } from '../domain/instant.ts';
import type { Diagnostic } from '../domain/plan.ts';
import type { Note } from './blocks.ts';
import { finding, gathered, SENTENCES } from './findings.ts';
import { annexWords } from './proseAnnex.ts';
import type { NamedAnnex } from './proseAnnex.ts';
import type { Doubled } from './proseSame.ts';
import type { Sighting } from './proseSuspect.ts';
import type { ProseTask } from './proseTasks.ts';
import { taskFindings } from './taskFindings.ts';

/** What was seen of the document as a whole. */
export interface ProseSights {
  readonly notes: readonly Note[];
  readonly removed: readonly string[];
  readonly absent: readonly NamedAnnex[];
  readonly doubled: readonly Doubled[];
  readonly suspects: readonly Sighting[];
  readonly subjects: readonly Sighting[];
  readonly periodless: readonly Sighting[];
}

export function sightFindings(sights: ProseSights): readonly Diagnostic[] {
  const absent = sights.absent.map(({ no, name }) => {
    return finding('annex-missing', SENTENCES.annex(annexWords({ no, name })), `附件${no ?? ''}`);
  });
  const doubled = sights.doubled.map(({ where, kept }) => ({ what: kept, where }));
  return [
    ...sights.notes.map((note) => finding(note.code, note.message, note.where)),
    ...removedFinding(sights.removed),
    ...absent,
    ...gathered('task-duplicated', doubled, SENTENCES.doubled),
    ...gathered('text-suspect', sights.suspects, SENTENCES.suspect),
    ...subjectFindings(sights.subjects),
    ...gathered('period-missing', sights.periodless, SENTENCES.periodless),
  ];
}

const SHOWN = 3;

function removedFinding(removed: readonly string[]): readonly Diagnostic[] {
  if (removed.length === 0) return [];
  const unique = [...new Set(removed)].map((line) =>
    line.length > 16 ? `${line.slice(0, 16)}…` : line,
  );
  const named = unique.slice(0, SHOWN).map((line) => `“${line}”`);
  const more = unique.length > SHOWN ? '等' : '';
  return [
    finding(
      'noise-removed',
      `略去 ${removed.length} 处网页或排版文字：${named.join('、')}${more}。`,
    ),
  ];
}

/** One sentence for each place, with all the units that stand there. */
function subjectFindings(sightings: readonly Sighting[]): readonly Diagnostic[] {
  const byPlace = new Map<string, string[]>();
  for (const { what, where } of sightings) {
    const known = byPlace.get(where);
    if (known) known.push(what);
    else byPlace.set(where, [what]);
  }
  return [...byPlace].map(([where, units]) => {
    const names = [...new Set(units)].slice(0, 8).join('、');
    return finding('unit-in-sentence', SENTENCES.subject(names, where), where);
  });
}

/** Tasks of prose stand at one place, with their units and times. */
export function proseTaskFindings(read: readonly ProseTask[], today: Day): readonly Diagnostic[] {
  const seen = read.map(({ task, owners, where }) => ({
    task,
    where,
    deadlineAt: where,
    units: [{ units: owners, where }],
  }));
  return taskFindings(seen, today);
}

export function regimeMissing(): Diagnostic {
  const message = '文件中没有写明调度、通报、约谈等督办要求。请另行选定督办制度。';
  return finding('regime-missing', message);
}

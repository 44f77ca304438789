import type { InputOf, OutputOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import { call } from './call.ts';
import { ZONE } from './documents.ts';
import { print, type Io } from './io.ts';

type Saving = InputOf<'saveDraft'>;
type Naming = InputOf<'showDraft'>;
type View = OutputOf<'showDraft'>;

/** `duban report TASK --draft …`: kept, not reported. */
export async function saveDraft(
  io: Io,
  input: Saving,
  { as, json }: { readonly as?: string; readonly json?: boolean },
): Promise<void> {
  const answer = await call(io, 'saveDraft', input, as);
  print(io, json, answer, (view) =>
    [
      `草稿已存（没有报送）：${whereWords(view)}，${instantWords(view.at, ZONE)}。`,
      `报送：duban report ${view.task} --from-draft --period ${view.period}`,
    ].join('\n'),
  );
}

/** What was kept, to be reported now. */
export function readDraft(io: Io, input: Naming, as: string | undefined): Promise<View> {
  return call(io, 'showDraft', input, as);
}

export async function discardDraft(
  io: Io,
  input: Naming,
  { as, json }: { readonly as?: string; readonly json?: boolean },
): Promise<void> {
  const answer = await call(io, 'discardDraft', input, as);
  print(io, json, answer, ({ occasion, discarded }) =>
    discarded ? `${occasion}的草稿已删除。` : `${occasion}没有草稿。`,
  );
}

function whereWords({ unit, task, occasion }: View): string {
  return `${unit}，任务 ${task}，${occasion}`;
}

import type { InputOf } from '../../client/operations.ts';

type Question = InputOf<'previewReorganisation'>;
export type What = Question['what'];

/** What has been typed about a 机构调整. */
export interface Written {
  readonly what: What;
  readonly from: string;
  readonly to: string;
  readonly tasks: string;
}

export const EMPTY: Written = { what: 'rename', from: '', to: '', tasks: '' };

const BETWEEN = /[\s,，、；;]+/u;

/** What is asked of the server: names by line, tasks by their numbers; of a split, by the name of each new unit. */
export function reorganisation({ what, from, to, tasks }: Written): Omit<Question, 'campaign'> {
  if (what === 'merge') return { what, from: lines(from), to: [to.trim()] };
  if (what === 'split') {
    const parts = lines(to, /[\n；;]/u).map((line) => {
      const [name = '', numbers = ''] = line.split(/[：:]/u);
      return [name.trim(), listed(numbers)] as const;
    });
    return {
      ...{ what, from: [from.trim()], to: parts.map(([name]) => name) },
      tasks: Object.fromEntries(parts),
    };
  }
  const some = listed(tasks);
  return {
    ...{ what, from: [from.trim()], to: [to.trim()] },
    ...(what === 'transfer' && some.length > 0 ? { tasks: some } : {}),
  };
}

/** The lines of a split with one said otherwise: the unit, and the numbers of its tasks. */
export function withPart(
  parts: readonly string[],
  at: number,
  { name, tasks }: { readonly name: string; readonly tasks: string },
): string {
  const plain = (text: string) => text.replace(/[\n：:；;]/gu, '');
  const line = tasks === '' ? plain(name) : `${plain(name)}：${plain(tasks)}`;
  return parts.map((part, i) => (i === at ? line : part)).join('\n');
}

function lines(text: string, between = /[\n、；;]/u): string[] {
  return text
    .split(between)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function listed(text: string): string[] {
  return text.split(BETWEEN).filter((word) => word !== '');
}

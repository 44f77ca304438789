import type { OutputOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import { call } from './call.ts';
import type { Common } from './campaign.ts';
import { CommandEnd, EXIT, print, type Io } from './io.ts';
import { mustBeNew, writeNew } from './newFile.ts';
import { item } from './words.ts';

export interface AuditFilterOptions extends Common {
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
  readonly account?: string;
  readonly act?: string;
  readonly subject?: string;
  readonly address?: string;
  readonly request?: string;
  readonly outcome?: string;
  readonly text?: string;
}

export interface AuditListOptions extends AuditFilterOptions {
  readonly after?: string;
  readonly limit?: string;
}

export interface CheckOptions extends Common {
  readonly noted?: string;
}

export interface ExportOptions extends AuditFilterOptions {
  readonly format?: 'jsonl' | 'csv';
}

/** Whoever has a shell on the machine reads the audit as its administrator, unless he says otherwise. */
function actorOf({ as }: Common): string {
  return as === undefined || as === 'office' ? 'audit' : as;
}

function filterOf(options: AuditFilterOptions) {
  const { from, to, actor, account, act, subject, address, request, outcome, text } = options;
  return { from, to, actor, account, act, subject, address, request, outcome, text };
}

/** `duban audit list` */
export async function listAudit(io: Io, options: AuditListOptions): Promise<void> {
  const { after, limit } = options;
  const input = { ...filterOf(options), after, limit };
  const answer = await call(io, 'searchAudit', input, actorOf(options));
  print(io, options.json, answer, (view) => auditWords(view, io.width));
}

export function auditWords(
  { zone, entries, next }: OutputOf<'searchAudit'>,
  width: number,
): string {
  if (entries.length === 0) return '没有符合条件的审计记录。';
  const lines = entries.flatMap((entry) => {
    const { id, at, who, account, login, address, label, subject, result, outcome } = entry;
    const from = [login ?? account, address].filter((part) => part !== null).join('，');
    const came = from === '' ? '' : `（${from}）`;
    const code = result === '未获受理' ? `（${outcome}）` : '';
    const words = `${instantWords(at, zone)}　${who}${came}　${label}　${subject}　${result}${code}　${id}`;
    const message = entry.detail['message'];
    return [
      ...item(words, width),
      ...(typeof message === 'string' ? item(message, width, '  ') : []),
    ];
  });
  const more = next === null ? [] : [`其余请加 --after ${next}`];
  return [...lines, ...more].join('\n');
}

/** `duban audit check`: exit code 1 where the chain does not hold. */
export async function checkAudit(io: Io, options: CheckOptions): Promise<void> {
  const [n, hash] = options.noted?.split(':') ?? [];
  const answer = await call(io, 'checkAudit', { n, hash }, actorOf(options));
  const { holds, head, says } = answer;
  if (!holds) throw new CommandEnd(EXIT.refused, says, { code: 'audit-broken', detail: says });
  const note = head === null ? '' : `\n请记下末条，以后核对：--noted ${head.n}:${head.hash}`;
  print(io, options.json, answer, () => `${says}${note}`);
}

/** `duban audit export <文件>` */
export async function exportAudit(io: Io, path: string, options: ExportOptions): Promise<void> {
  mustBeNew(path);
  const format = options.format ?? (path.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl');
  const answer = await call(io, 'exportAudit', { ...filterOf(options), format }, actorOf(options));
  writeNew(path, answer.file);
  const { name, rows: count, digest: sum, head } = answer;
  print(
    io,
    options.json,
    { name, rows: count, digest: sum, head },
    ({ rows, digest }) => `已导出 ${rows} 条到 ${path}（SHA-256 ${digest}）。导出已记入审计。`,
  );
}

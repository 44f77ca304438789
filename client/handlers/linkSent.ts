import { ruleNamed } from '../../domain/firsts.ts';
import { readProcess, taskProcess } from '../../domain/ids.ts';
import { withComing } from '../../domain/regimeNames.ts';
import { term } from '../../domain/terms.ts';
import { taskNames } from '../../store/deskMatters.ts';
import { findReceipt } from '../../store/intake.ts';
import { sentReports, type SentReport } from '../../store/sentReports.ts';
import { mustGoOn } from '../listPage.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import type { Service } from '../service.ts';
import { evidenceIn } from './evidenceShown.ts';
import { taskFor } from './find.ts';
import { askedFor } from './linkReports.ts';
import type { Whose } from './linkScope.ts';
import { occasionWords } from './occasion.ts';

type View = OutputOf<'listSent'>;

/** What a unit has sent, the newest first, every version by itself. */
export async function listSent(
  service: Service,
  input: TakenOf<'listSent'>,
  actor: string,
): Promise<View> {
  const { pool } = service;
  const whose = await askedFor(service, input, actor, '查看已报送的内容');
  const { id, title } = whose.campaign;
  const wanted = input.task === undefined ? undefined : await taskFor(pool, id, input.task);
  const process = wanted === undefined ? undefined : taskProcess(id, wanted.key);
  const { after, limit } = input;
  const rows = await sentReports(pool, id, whose.unit.id, { process, after, limit });
  await mustGoOn(rows, after, (request) => findReceipt(pool, request));
  const keys = [...new Set(rows.map(keyOf))];
  const byKey = new Map((await taskNames(pool, id, keys)).map((task) => [task.key, task]));
  const named = ({ message: { evidence = [] } }: SentReport) => ({ unit: whose.unit.id, evidence });
  const shown = await evidenceIn(pool, id, rows.map(named));
  const last = rows.at(-1);
  return {
    ...{ campaign: id, title, unit: whose.unit.name },
    next: rows.length === limit && last !== undefined ? last.requestId : null,
    sent: rows.map((row) => ({
      ...lineOf(whose, row, byKey.get(keyOf(row))),
      evidence: shown(named(row)),
    })),
  };
}

function keyOf({ process }: SentReport): string {
  const found = readProcess(process);
  return found?.kind === 'task' ? found.task : '';
}

function lineOf(
  { campaign: { context }, unit }: Whose,
  row: SentReport,
  task: Awaited<ReturnType<typeof taskNames>>[number] | undefined,
): Omit<View['sent'][number], 'evidence'> {
  const { duty, period, obstacle = null } = row.message;
  const { text, nil, value, sentBy } = row.body;
  const { verdict, version } = row.verdict ?? {};
  const by =
    typeof sentBy === 'string' ? sentBy : row.actor === 'office' ? '督查室代录' : unit.name;
  return {
    ...{ requestId: row.requestId, at: row.receivedAt, by },
    words: instantWords(row.receivedAt, context.calendar.zone),
    ...{ task: task?.key ?? '', no: task?.no ?? null },
    title: task?.title ?? '',
    occasion: occasionWords(context, { duty, period }),
    verdict: typeof verdict === 'string' ? term(verdict) : null,
    version: typeof version === 'number' ? version : null,
    text: typeof text === 'string' ? text : '',
    nil: typeof nil === 'string' ? nil : null,
    value: typeof value === 'number' ? value : null,
    fields: filledOf(context, row),
    obstacle,
  };
}

/** What was filled in, by the labels of the form. */
function filledOf(
  context: Whose['campaign']['context'],
  { body, message }: SentReport,
): View['sent'][number]['fields'] {
  const rule = ruleNamed(withComing(context.regime, context.later ?? []), message.duty);
  const stages = rule !== undefined && 'stages' in rule ? (rule.stages ?? []) : [];
  const all = [rule?.form, ...stages.map(({ form }) => form)].flatMap((form) => form?.fields ?? []);
  const fields = (body['fields'] ?? {}) as Readonly<Record<string, string>>;
  return Object.entries(fields).map(([id, value]) => ({
    label: all.find((field) => field.id === id)?.label ?? id,
    value,
  }));
}

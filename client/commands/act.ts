import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import type { TaskAct } from '../acts/act.ts';
import { enumOf, meanings } from '../acts/actFields.ts';
import { ACT_TOPICS } from '../acts/acts.ts';
import { evidenceGiven } from './actFiles.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { common, examples, optionOf } from './commandOptions.ts';
import { print, type Io } from './io.ts';

type Options = Common & { readonly requestId?: string } & Readonly<Record<string, unknown>>;

/** `duban act`: one command for each act on a task, by the topics of its life. */
export function addActCommands(group: Command, io: Io): void {
  for (const { topic, acts } of ACT_TOPICS) {
    group.commandsGroup(`${topic}：`);
    for (const spec of acts) addAct(group, io, spec);
  }
  examples(
    group,
    'duban act sign 3 --as unit:区住建局',
    'duban act accept-report 3 --period 2026-03',
    'duban act extend 3 --as unit:区发改局 --until 2026-04-15 --reason 评审延后 --progress 完成八成',
    'duban act extend --help   某一件事要写明什么',
  );
}

function addAct(group: Command, io: Io, spec: TaskAct): void {
  const command = common(group.command(`${spec.act} <任务>`), true)
    .description(`${spec.label}（${whoWords(spec)}）`)
    .option('--request-id <编号>', '请求编号：同一编号重复提交只算一次；不写则自动生成')
    .action((task: string, options: Options) => act(io, spec, task, options));
  for (const [flags, description] of spec.options) {
    const option = optionOf(flags, description);
    const field = spec.fields.shape[option.attributeName()] as z.ZodType | undefined;
    command.addOption(option.makeOptionMandatory(field?.safeParse(undefined).success === false));
  }
  if (spec.examples) examples(command, ...spec.examples);
}

/** Who may do it at all; the regime says which of them. */
function whoWords({ who }: TaskAct): string {
  const unit = who.includes('unit');
  if (unit && who.includes('post')) return '单位、督查室或有权的职务';
  if (unit) return who.includes('office') ? '单位，或督查室' : '单位';
  if (who.includes('post')) return who.includes('office') ? '制度写明的人' : '主要领导或有权的职务';
  return who.includes('principal') ? '督查室、主要领导' : '督查室';
}

async function act(io: Io, spec: TaskAct, task: string, options: Options): Promise<void> {
  const { as, json, campaign, requestId: given, ...said } = options;
  const requestId = given ?? randomUUID();
  const fields = {
    ...Object.fromEntries(
      Object.entries(said).map(([name, value]) => [name, typed(spec, name, value)]),
    ),
    ...(await evidenceGiven(io, said['evidence'], options)),
  };
  const input = { task, campaign, act: spec.act, fields, requestId };
  const answer = await withRequest(io, options, requestId, () => call(io, 'actOnTask', input, as));
  print(io, json, answer, ({ what, repeated, receivedAt }) => {
    const again = repeated ? '（此前已办理，没有重复）' : '';
    const when = receivedAt === null ? '' : `，${receivedAt.slice(0, 16).replace('T', ' ')} 已收下`;
    const look = `duban task ${task}${campaign === undefined ? '' : ` --campaign ${campaign}`}`;
    return `已办理：${spec.label}，${what}${when}${again}。经过见 ${look}。\n请求编号：${requestId}`;
  });
}

/** The command line gives words: a number is meant where the field is one, and `成立` means `upheld`. */
function typed(spec: TaskAct, name: string, value: unknown): unknown {
  const field = spec.fields.shape[name] as z.ZodType | undefined;
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
  if (inner instanceof z.ZodNumber) return Number(value);
  const choices = enumOf(field);
  if (choices === undefined) return value;
  const meant = meanings(spec, name, choices).find(([, word]) => word === value);
  return meant?.[0] ?? value;
}

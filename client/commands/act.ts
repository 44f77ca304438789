import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { z } from 'zod';
import type { TaskAct } from '../acts/act.ts';
import { TASK_ACTS } from '../acts/acts.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { common, examples, optionOf } from './commandOptions.ts';
import { print, type Io } from './io.ts';

type Options = Common & { readonly requestId?: string } & Readonly<Record<string, unknown>>;

/** `duban act`: one command for each act on a task. */
export function addActCommands(group: Command, io: Io): void {
  for (const spec of TASK_ACTS) {
    const command = common(group.command(`${spec.act} <任务>`), true)
      .description(spec.label)
      .option('--request-id <编号>', '请求编号：同一编号重复提交只算一次；不写则自动生成')
      .action((task: string, options: Options) => act(io, spec, task, options));
    for (const [flags, description] of spec.options) {
      command.addOption(optionOf(flags, description));
    }
    if (spec.examples) examples(command, ...spec.examples);
  }
}

async function act(io: Io, spec: TaskAct, task: string, options: Options): Promise<void> {
  const { as, json, campaign, requestId: given, ...said } = options;
  const requestId = given ?? randomUUID();
  const fields = Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, typed(spec, name, value)]),
  );
  const input = { task, campaign, act: spec.act, fields, requestId };
  const answer = await withRequest(io, options, requestId, () => call(io, 'actOnTask', input, as));
  print(io, json, answer, ({ what, repeated, receivedAt }) => {
    const again = repeated ? '（此前已办理，没有重复）' : '';
    const when =
      receivedAt === null ? '' : `，已于 ${receivedAt.slice(0, 16).replace('T', ' ')} 收到`;
    return `${spec.label}${again}：${what}${when}。\n请求编号：${requestId}`;
  });
}

/** The command line gives words; a number is meant where the field is one. */
function typed({ fields }: TaskAct, name: string, value: unknown): unknown {
  const field = fields.shape[name] as z.ZodType | undefined;
  const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
  return inner instanceof z.ZodNumber ? Number(value) : value;
}

import { randomUUID } from 'node:crypto';
import { ACT_WORDS } from '../../domain/interviewActs.ts';
import type { InputOf } from '../operations.ts';
import type { TalkAct } from '../talkInput.ts';
import { evidenceGiven } from './actFiles.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { print, type Io } from './io.ts';

type Input = InputOf<'decideInterview'>;

export type TalkOptions = Common &
  Partial<Omit<Input, 'act' | 'subject' | 'campaign' | 'requestId'>> & {
    readonly requestId?: string;
  };

/** `duban decide ACT [INTERVIEW]`: does something to an interview 约谈 besides approving and rejecting. */
export async function talk(
  io: Io,
  act: TalkAct,
  subject: string | undefined,
  options: TalkOptions,
): Promise<void> {
  const { as, json, requestId: given, ...fields } = options;
  const requestId = given ?? randomUUID();
  const files = await evidenceGiven(io, fields.evidence, options);
  const input = { ...fields, ...files, act, subject, requestId } as Input;
  const answer = await withRequest(io, options, requestId, () =>
    call(io, 'decideInterview', input, as),
  );
  print(io, json, answer, ({ what, repeated }) => {
    const again = repeated ? '（此前已办理，没有重复）' : '';
    return `已${ACT_WORDS[act]}${again}：${what}。\n请求编号：${requestId}`;
  });
}

import { randomUUID } from 'node:crypto';
import { fault } from '../../domain/faults.ts';
import { term } from '../../domain/terms.ts';
import { FaultError } from '../faultError.ts';
import { REPORT_LIMIT, type OutputOf } from '../operations.ts';
import { instantWords } from '../print.ts';
import { call } from './call.ts';
import { withRequest, type Common } from './campaign.ts';
import { bytesOf, textOf, ZONE } from './documents.ts';
import { print, usage, type Io } from './io.ts';
import { discardDraft, readDraft, saveDraft } from './draft.ts';
import { contentGivenOn } from './reportContent.ts';
import { extrasGivenOn, type ExtraOptions } from './reportExtras.ts';

export interface ReportOptions extends Common, ExtraOptions {
  readonly text?: string;
  readonly file?: string;
  readonly nil?: string;
  readonly value?: string;
  /** `标识=内容`, one for each field. */
  readonly field?: readonly string[];
  /** `标识=累计数`, `标识=名次/总数`. */
  readonly measure?: readonly string[];
  readonly fallReason?: string;
  readonly unit?: string;
  readonly duty?: string;
  readonly period?: string;
  readonly requestId?: string;
  readonly draft?: boolean;
  readonly fromDraft?: boolean;
  readonly discardDraft?: boolean;
}

/** `duban report TASK --text …`: the answer says that it was received, and what it was judged if that is known. */
export async function report(io: Io, task: string, options: ReportOptions): Promise<void> {
  const { campaign, unit, duty, period, as } = options;
  const occasion = { task, campaign, unit, duty, period };
  if (options.discardDraft === true) return discardDraft(io, occasion, options);
  const given = givenOn(options);
  if (options.draft === true) return saveDraft(io, { ...occasion, content: given }, options);
  const draft = options.fromDraft === true ? await readDraft(io, occasion, as) : undefined;
  const requestId = options.requestId ?? randomUUID();
  const own = { ...draft?.content, ...given };
  const meant =
    draft === undefined ? occasion : { ...occasion, duty: draft.duty, period: draft.period };
  const input = { ...meant, ...own, text: own.text ?? '', requestId };
  const answer = await withRequest(io, options, requestId, () =>
    call(io, 'submitReport', input, as),
  );
  if (draft !== undefined) await call(io, 'discardDraft', meant, as);
  print(io, options.json, answer, (received) => reportWords(received, options.arrivedAt));
}

/** What the options say; what they leave out a draft may say. */
function givenOn(options: ReportOptions) {
  const { nil, fromDraft } = options;
  const value = valueOf(options.value);
  const text = contentOf(options, fromDraft === true);
  return {
    ...(text === undefined ? {} : { text }),
    ...(nil === undefined ? {} : { nil }),
    ...(value === undefined ? {} : { value }),
    ...contentGivenOn(options),
    ...extrasGivenOn(options),
  };
}

/** 本期完成数: a plain number; thousands may be set off by commas. */
function valueOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const plain = written.trim().replace(/(?<=\d)[,，](?=\d{3}(\D|$))/g, '');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) {
    usage(`--value 应为一个数，如 30 或 12.5，这里是“${written}”；单位写在方案的指标里。`);
  }
  return Number(plain);
}

function contentOf(
  { text, file, nil, value, field, measure }: ReportOptions,
  drafted: boolean,
): string | undefined {
  if (text !== undefined && file !== undefined) usage('--text 和 --file 只能写一个。');
  if ([text, file, nil, value, field, measure].every((given) => given === undefined)) {
    if (drafted) return undefined;
    usage('请用 --text 写明报送内容（或 --file 文件，或 --nil 说明为何没有新情况）。');
  }
  const content = text ?? (file === undefined ? '' : textOf(file, bytesOf(file)).trim());
  if (content.length > REPORT_LIMIT) {
    throw new FaultError(fault('too-large', { limit: `${REPORT_LIMIT} 字` }));
  }
  return content;
}

export function reportWords(answer: OutputOf<'submitReport'>, arrivedAt?: string): string {
  const { task, unit, occasion, receivedAt, verdict, version, requestId, repeated } = answer;
  const what = `${unit}，任务 ${task}，${occasion}`;
  const again = repeated ? '（此前已收，没有重复登记）' : '';
  const judged =
    verdict === null
      ? '已登记，判定稍后可用 duban task 查看。'
      : `判定：${term(verdict)}${version !== null && version > 1 ? `，第 ${version} 版` : ''}。`;
  return [
    `已收下${again}：${what}，收到时间 ${instantWords(receivedAt, ZONE)}。${judged}`,
    ...(arrivedAt === undefined || repeated
      ? []
      : [
          `代录称 ${arrivedAt} 到达，须另一人确认（duban act confirm-arrival ${task}）；确认之前按收到时间判定。`,
        ]),
    `请求编号：${requestId}`,
  ].join('\n');
}

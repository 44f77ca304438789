import { z } from 'zod';
import { CampaignId } from '../domain/ids.ts';
import { Receipt } from './answers.ts';
import { Written } from './linkAnswers.ts';
import { RequestId } from './requestId.ts';

const Campaign = CampaignId.optional();
const Unit = z.string().min(1).max(200).optional();
/** A workbook of some thousand rows is some hundred kilobytes. */
const FILE_LIMIT = 8 * 1024 * 1024;
const File = z.object({
  name: z.string().min(1).max(200),
  /** The workbook as base64. */
  file: z.base64().max(FILE_LIMIT),
});

const Fault = z.object({ code: z.string(), message: z.string() });

const BatchRow = z.object({
  /** As Excel counts. */
  row: z.int(),
  task: z.string().nullable(),
  no: z.string().nullable(),
  title: z.string(),
  occasion: z.string(),
  /** 可报、更正、无变化、没有填、有误、已报. */
  state: z.enum(['ready', 'changed', 'same', 'empty', 'faulty', 'sent']),
  stateWords: z.string(),
  /** What stands in the row, in brief. */
  text: z.string(),
  reasons: z.array(z.string()),
  receipt: Receipt.nullable(),
});

const BatchView = z.object({
  campaign: z.string(),
  unit: z.string(),
  /** `可提交 12 行（其中更正 2 行），有误 1 行，没有填 5 行`. */
  words: z.string(),
  ready: z.int(),
  faulty: z.int(),
  rows: z.array(BatchRow),
});

const Whose = { campaign: Campaign, unit: Unit };

/** Many reports at once 批量报送: in one call, by a returned workbook, by a mail; lines of the table of operations. */
export const BATCH_OPERATIONS = {
  reportMany: {
    method: 'POST',
    path: '/reports',
    label: '批量报送',
    who: ['unit', 'office'],
    input: z.object({
      ...Whose,
      rows: z
        .array(
          z.object({
            task: z.string().min(1).max(60),
            duty: z.string().max(60).optional(),
            period: z.string().max(60).optional(),
            ...Written,
          }),
        )
        .min(1)
        .max(500),
      /** Each row's own is this one with its place behind it. */
      requestId: RequestId.max(100),
    }),
    output: z.object({
      taken: z.int(),
      refused: z.int(),
      rows: z.array(z.object({ receipt: Receipt.nullable(), fault: Fault.nullable() })),
    }),
    limit: FILE_LIMIT,
  },
  exportBatch: {
    method: 'GET',
    path: '/batch',
    label: '下载批量填报表',
    who: ['unit', 'office'],
    input: z.object(Whose),
    output: z.object({
      campaign: z.string(),
      unit: z.string(),
      rows: z.int(),
      name: z.string(),
      /** The workbook as base64. */
      file: z.string(),
    }),
  },
  previewBatch: {
    method: 'POST',
    path: '/batch/preview',
    label: '预览批量填报表',
    who: ['unit', 'office'],
    input: File.extend(Whose),
    output: BatchView,
    limit: FILE_LIMIT + 64 * 1024,
  },
  submitBatch: {
    method: 'POST',
    path: '/batch',
    label: '提交批量填报表',
    who: ['unit', 'office'],
    input: File.extend({ ...Whose, requestId: RequestId }),
    output: BatchView,
    limit: FILE_LIMIT + 64 * 1024,
  },
  receiveMail: {
    method: 'POST',
    path: '/mail',
    label: '收取邮件回复',
    who: ['office'],
    input: z.object({
      /** The mail as it came (RFC 822), as base64. */
      mail: z.base64().max(32 * 1024 * 1024),
      requestId: RequestId,
    }),
    output: z.object({
      unit: z.string(),
      sentBy: z.string(),
      taken: z.array(Receipt),
      refused: z.array(z.object({ what: z.string(), fault: Fault })),
    }),
    limit: 32 * 1024 * 1024,
  },
} as const;

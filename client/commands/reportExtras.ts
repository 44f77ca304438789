import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { InputOf } from '../operations.ts';
import type { ReportExtrasInput } from '../reportExtras.ts';
import { bytesOf } from './documents.ts';
import { usage } from './io.ts';

export interface ExtraOptions {
  /** Files; their names and SHA-256 are sent, they themselves stay where they are. */
  readonly evidence?: readonly string[];
  readonly obstacle?: string;
  readonly asks?: string;
  readonly arrivedAt?: string;
  readonly arrivedBy?: string;
  readonly arrivalEvidence?: string;
}

type How = NonNullable<InputOf<'submitReport'>['claimed']>['how'];

/** How a report that the office enters came, in the words of the command line. */
const HOWS: Readonly<Record<string, How>> = {
  纸质: 'paper',
  电话: 'phone',
  邮件: 'mail',
  传真: 'fax',
  当面: 'person',
  其他: 'other',
};

/** `--evidence`, `--obstacle` and what a 代录 says of its arrival, as the API takes them. */
export function extrasGivenOn(options: ExtraOptions): ReportExtrasInput {
  const { evidence, obstacle, asks } = options;
  return {
    ...(evidence === undefined ? {} : { evidence: evidence.map(evidenceOf) }),
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(asks === undefined ? {} : { asks }),
    ...claimedOn(options),
  };
}

function evidenceOf(path: string): { readonly name: string; readonly sha256: string } {
  const sha256 = createHash('sha256').update(bytesOf(path)).digest('hex');
  return { name: basename(path), sha256 };
}

function claimedOn({ arrivedAt, arrivedBy, arrivalEvidence }: ExtraOptions): ReportExtrasInput {
  if ([arrivedAt, arrivedBy, arrivalEvidence].every((given) => given === undefined)) return {};
  if (arrivedAt === undefined)
    return usage('请用 --arrived-at 写明到达时间，如 "2026-01-26 11:00"。');
  if (arrivalEvidence === undefined)
    return usage('请用 --arrival-evidence 写明依据，如收文登记号。');
  const how = HOWS[arrivedBy ?? '纸质'] ?? Object.values(HOWS).find((one) => one === arrivedBy);
  if (how === undefined) {
    return usage(`--arrived-by 应为 ${Object.keys(HOWS).join('、')} 之一，这里是“${arrivedBy}”。`);
  }
  return { claimed: { at: arrivedAt, how, evidence: arrivalEvidence } };
}

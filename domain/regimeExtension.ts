import { z } from 'zod';
import { Offset } from './calendar.ts';
import { Clock } from './instant.ts';
import type { RegimeFault } from './regimeCheck.ts';
import { deskFaults, under, zeroFaults } from './regimeLimits.ts';
import { Gate, Nudge, Recipient } from './regimeParts.ts';

/**
 * ExtensionRule 延期: a unit asks before the due instant; the post of `decide` decides, and silence never extends. Absent
 * in a regime: due instants stand.
 */
export const ExtensionRule = z.strictObject({
  /** 审定: at its limit it is reported to `up`; the application stays. */
  decide: Gate,
  /** 初审 by the clerk, before; at its limit the application goes on without an opinion. */
  first: z
    .strictObject({ by: Recipient.default('office'), limit: Offset, time: Clock.default('17:00') })
    .optional(),
  /** To be asked for so long before the due day, in working or calendar days; absent: before the due instant. */
  before: Offset.optional(),
  /** How often an obligation may be extended, and how far beyond its first due day. */
  atMost: z
    .strictObject({ times: z.int().min(1).max(99).optional(), offset: Offset.optional() })
    .optional(),
  remind: Nudge.optional(),
  /** Who hears of it when the limit of `decide` is missed; absent: 主要领导. */
  up: Recipient.optional(),
  /** 逾期申请 is put on record for the office and changes nothing; absent: it is refused. */
  late: z.literal('record').optional(),
});
export type ExtensionRule = z.infer<typeof ExtensionRule>;

interface Ruled {
  readonly extension?: ExtensionRule | undefined;
  readonly ladder: readonly {
    readonly step: string;
    readonly at: object;
    readonly gate?: Gate | undefined;
  }[];
}

/** What cannot be meant in 延期 and in the gates of steps; paths are those of the regime. */
export function extensionFaults({ extension, ladder }: Ruled): RegimeFault[] {
  return [
    ...(extension === undefined ? [] : ruleFaults(extension)),
    ...ladder.flatMap(({ step, gate }, i) =>
      gate === undefined ? [] : under(['ladder', i, 'gate'], gateFaults(step, gate)),
    ),
  ];
}

function ruleFaults({ decide, first, atMost, up }: ExtensionRule): RegimeFault[] {
  const faults: RegimeFault[] = [
    ...deskFaults(['extension', 'decide'], decide, '延期的审定人', '延期的审定时限'),
  ];
  if (first !== undefined) {
    faults.push(...deskFaults(['extension', 'first'], first, '延期的初审人', '延期的初审时限'));
    if (first.by === decide.by) {
      const message = '初审人与审定人是同一人；请分别指定，或删去 first';
      faults.push({ path: ['extension', 'first', 'by'], message });
    }
  }
  if (atMost?.offset !== undefined) {
    faults.push(...zeroFaults(['extension', 'atMost', 'offset'], atMost.offset, '最多可延的天数'));
  }
  if (up === decide.by || up === 'reporter' || up === 'head') {
    const message = '审定逾期应报告审定人的上级（up），不能是审定人自己或被督办单位';
    faults.push({ path: ['extension', 'up'], message });
  }
  return faults;
}

/** A step that somebody must approve is one that accuses; an interview has its own gate. */
function gateFaults(step: string, gate: Gate): RegimeFault[] {
  if (step !== 'letter' && step !== 'report-up') {
    const message =
      step === 'interview'
        ? '约谈的审批写在 interview 一节，这里不写 gate'
        : `${step} 不需要审批；gate 只用于 letter 和 report-up`;
    return [{ path: [], message }];
  }
  const faults = deskFaults([], gate, '这一步的批准人', '审批时限');
  if (gate.by !== 'office') return faults;
  const message = '这一步由督查室提请，批准人不能是 office；请写 principal 或 post:职务';
  return [...faults, { path: ['by'], message }];
}

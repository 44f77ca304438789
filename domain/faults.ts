/** Fault 错误: typed inside, a Chinese sentence outside. It says what happened, where, and what to do. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
}

/** Every fault of the product: its code, the sentence, and the HTTP status the API answers with. */
export const FAULTS = {
  'report-unknown-period': { status: 422, say: (p: P) => `没有“${p.period}”这一报告期的报送义务（任务 ${p.task}，要求 ${p.duty}）。请核对报告期后重报。` },
} as const satisfies Record<string, { status: number; say: (p: P) => string }>;

type P = Readonly<Record<string, string | number>>;
export type FaultCode = keyof typeof FAULTS;

export function fault(code: FaultCode, params: P = {}): Fault {
  return { code, message: FAULTS[code].say(params) };
}

import { FAULTS, fault, type Fault, type FaultCode } from '../domain/faults.ts';
import type { Diagnostic } from '../domain/plan.ts';

/** A domain fault on its way out: the HTTP server makes a problem of it, the command line a sentence. */
export class FaultError extends Error {
  readonly fault: Fault;
  readonly diagnostics: readonly Diagnostic[];
  /** What the audit keeps of the sentence, for good: it names no person. */
  readonly recorded: string;

  constructor(
    refused: Fault,
    diagnostics: readonly Diagnostic[] = [],
    recorded: string = refused.message,
  ) {
    super(refused.message);
    this.recorded = recorded;
    this.name = 'FaultError';
    this.fault = refused;
    this.diagnostics = diagnostics;
  }
}

/** Throws the fault of this code. */
export function refuse(code: FaultCode, params: Parameters<typeof fault>[1] = {}): never {
  throw new FaultError(fault(code, params));
}

/** A code that came over a wire, when it is one of ours. */
export function isFaultCode(code: unknown): code is FaultCode {
  return typeof code === 'string' && Object.hasOwn(FAULTS, code);
}

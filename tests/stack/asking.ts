import type { Caller } from '../../client/caller.ts';
import { FaultError } from '../../client/faultError.ts';
import { allow, answering } from '../../client/handlers/door.ts';
import { HANDLERS } from '../../client/handlers/handlers.ts';
import { OPERATIONS, type OperationName } from '../../client/operations.ts';
import type { Service } from '../../client/service.ts';
import type { Grant } from '../../domain/access.ts';

/** An account that has signed in with these grants. */
export const callerOf = (grants: readonly Grant[], more: Partial<Caller> = {}): Caller => ({
  ...{ kind: 'session', account: 'a0009', name: 'somebody', address: '192.0.2.7' },
  ...{ requestId: 'req-1', grants },
  ...more,
});

/** What an account gets from an operation, or the fault with which it is refused. */
export async function askOf(
  service: Service,
  caller: Caller,
  name: OperationName,
  input: Readonly<Record<string, unknown>>,
  actor?: string,
): Promise<unknown> {
  try {
    const as = await allow(service, caller, name, input, actor);
    const parsed = OPERATIONS[name].input.safeParse(input);
    if (!parsed.success) return { unparsed: parsed.error.issues.map(({ path }) => path.join('.')) };
    const run = HANDLERS[name] as (...args: unknown[]) => Promise<unknown>;
    return await answering(caller, name, input, as, () =>
      run({ ...service, caller }, parsed.data, as),
    );
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { fault: error.fault.code, message: error.fault.message };
  }
}

import { makeContinueAsNewFunc, setHandler } from '@temporalio/workflow';
import type { Carried } from '../activities/contract.ts';
import { drive, type Rules } from './driver.ts';
import { decide, messageReceived, state } from './messages.ts';
import { engineFor, readMessage, type Kind } from './shared.ts';

type Renewed = (next: Carried<unknown, unknown>) => Promise<void>;

/** The rules that this build has for a kind of process. */
export function rulesOf(kind: Kind): Rules {
  return { engine: (n) => engineFor(kind, n), read: (value) => readMessage(kind, value) };
}

/** A process of supervision: its handlers, then its narrative, which is the driver's. */
export async function process(rules: Rules, carried: Carried<unknown, unknown>): Promise<void> {
  const driver = drive(rules, carried);
  setHandler(messageReceived, driver.tell);
  setHandler(decide, driver.ask, { validator: driver.check });
  setHandler(state, driver.state);
  await driver.run(makeContinueAsNewFunc<Renewed>());
}

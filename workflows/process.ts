import { makeContinueAsNewFunc, setHandler } from '@temporalio/workflow';
import type { MessageBase } from '../domain/machine.ts';
import type { Carried } from '../activities/contract.ts';
import type { Engines } from '../domain/engines.ts';
import { drive, type Schema } from './driver.ts';
import { decide, messageReceived, state } from './messages.ts';

/** A process of supervision: its handlers, then its narrative, which is the driver's. */
export async function process<Input, State, Message extends MessageBase>(
  engines: Engines<Input, State, Message>,
  schema: Schema<Message>,
  carried: Carried<Input, State>,
): Promise<void> {
  const driver = drive(engines, schema, carried);
  setHandler(messageReceived, driver.tell);
  setHandler(decide, driver.ask, { validator: driver.check });
  setHandler(state, driver.state);
  await driver.run(makeContinueAsNewFunc<(next: Carried<Input, State>) => Promise<void>>());
}

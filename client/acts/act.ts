import type { z } from 'zod';
import type { Context } from '../../domain/context.ts';
import type { Instant } from '../../domain/instant.ts';
import type { MessageBase } from '../../domain/machine.ts';
import type { TaskMessage } from '../../domain/taskMessages.ts';
import type { TaskNow } from '../handlers/find.ts';
import type { Role } from '../operations.ts';
import type { Service } from '../service.ts';

/** What an act is asked about: the task as the register tells it, and who asks. */
export interface Asking {
  readonly service: Service;
  readonly context: Context;
  readonly now: TaskNow;
  /** As it is recorded: `unit:u003`. */
  readonly actor: string;
  readonly at: Instant;
  /** What the process has taken under this very request: a repetition means the same. */
  readonly earlier?: MessageBase;
}

/** Act 办理动作 on a task: its words, who may at all, its fields, and the message that the process gets. */
export interface TaskAct {
  /** `extend`: the name in the API and on the command line. */
  readonly act: string;
  readonly label: string;
  /** Roles; the rule of its matter refuses further. */
  readonly who: readonly Role[];
  /** What is asked besides task and request. */
  readonly fields: z.ZodObject;
  /** The same as options of the command line: `['--until <日期>', '…']`. */
  readonly options: readonly (readonly [flags: string, description: string])[];
  readonly examples?: readonly string[];
  /** What the message says beyond who and when; absent: its kind is the act, its content the fields. */
  readonly content?: (
    fields: Readonly<Record<string, unknown>>,
    asking: Asking,
  ) => Promise<ActContent> | ActContent;
}

export type ActContent = { readonly kind: TaskMessage['kind'] } & Readonly<Record<string, unknown>>;

import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import { MESSAGE_RECEIVED } from '../domain/names.ts';
import type { Answer, MessageBase } from '../domain/machine.ts';

/** What a process is told and need not answer: reports, broadcasts, grounds, outcomes. Parsed inside, never throwing. */
export const messageReceived = defineSignal<[MessageBase]>(MESSAGE_RECEIVED);

/** What an office decides: answered from the turn that took it, after it was recorded. */
export const decide = defineUpdate<Answer, [MessageBase]>('decide');

/** The state of the machine, for those who operate duban. */
export const state = defineQuery<unknown>('state');

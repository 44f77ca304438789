import type { Client } from '@temporalio/client';

/**
 * Events of a process, without those that skipping time itself adds: the update of the options with the empty workflow
 * task that it may schedule, and each jump.
 */
export async function eventsOf(client: Client, process: string): Promise<number> {
  const { events } = await client.workflow.getHandle(process).fetchHistory();
  return (events ?? []).reduce((count, event, i, all) => {
    if (event.workflowExecutionTimeSkippingTransitionedEventAttributes) return count;
    if (!event.workflowExecutionOptionsUpdatedEventAttributes) return count + 1;
    return all[i + 1]?.workflowTaskScheduledEventAttributes ? count - 3 : count;
  }, 0);
}

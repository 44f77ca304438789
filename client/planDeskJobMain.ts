import { FaultError } from './faultError.ts';
import type { DeskJob, DeskJobMessage } from './planDeskJobs.ts';

/** The process beside the API: does one job and says how it ended. */
process.once('message', (job: DeskJob) => void answer(job));
// Whoever asked is gone.
process.once('disconnect', () => process.exit(0));

async function answer(job: DeskJob): Promise<void> {
  try {
    say({ result: await done(job) });
  } catch (error) {
    if (error instanceof FaultError) say({ fault: error.fault });
    else say({ error: (error as Error).stack ?? String(error) });
  }
}

async function done(job: DeskJob): Promise<unknown> {
  if (job.kind === 'read') return (await import('./planRead.ts')).readPlanBytes(job, job.today);
  if (job.kind === 'ledger') {
    const { exportLedger } = await import('./ledgerExport.ts');
    return exportLedger(job.reading, job.format, job.today, (task) => job.statuses[task]);
  }
  const { rehearsedYear } = await import('./planDeskYear.ts');
  return rehearsedYear(job.input, (progress) => say({ progress }));
}

function say(message: DeskJobMessage): void {
  process.send?.(message);
}

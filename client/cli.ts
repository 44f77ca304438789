import { runCli } from './commands/program.ts';
import { asksOf } from './commands/reviewTerminal.ts';

/** `npx duban …`: runs in the caller's own process, on the caller's own terminal. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit(0));
process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  width: process.stdout.columns ?? (Number(process.env['COLUMNS']) || 120),
  env: process.env,
  now: () => Date.now(),
  progress: process.stderr,
  ask: asksOf(process.stdin, process.stdout),
});

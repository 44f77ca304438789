/** Names the process at the other end of a child's standard input, which is a pipe that only closes. */
export const PARENT = 'DUBAN_PARENT';

/**
 * For our own children: leaves when the parent's end of standard input closes, that is, when the parent is gone,
 * even by SIGKILL. Does nothing in a process that was not started by a supervisor.
 */
export function leaveWithParent(leave: () => void = () => process.exit(0), graceMs = 15_000): void {
  if (process.env[PARENT] === undefined) return;
  delete process.env[PARENT];
  const gone = () => {
    setTimeout(() => process.exit(1), graceMs).unref();
    leave();
  };
  process.stdin.once('close', gone).on('error', () => undefined);
  process.stdin.resume().unref();
}

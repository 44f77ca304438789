import type { Address } from './escalation.ts';
import type { Instant } from './instant.ts';
import type { Notice } from './machine.ts';

/** One notice for each inbox, and one to the office for each role that nobody holds. */
export function noticesTo(
  addresses: readonly Address[],
  notice: {
    readonly at: Instant;
    readonly type: string;
    readonly subject: string;
    readonly payload: Readonly<Record<string, unknown>>;
  },
): Notice[] {
  const { at, type, subject, payload } = notice;
  const seen = new Set<string>();
  return addresses.flatMap(({ recipient, insteadOf }): Notice[] => {
    const notices: Notice[] = [];
    const tell = (tag: string, made: Omit<Notice, 'kind' | 'at' | 'key'>) => {
      const key = `${subject}:${tag}`;
      if (!seen.has(key)) notices.push({ kind: 'notice', at, key, ...made });
      seen.add(key);
    };
    const instead = insteadOf === undefined ? {} : { insteadOf };
    tell(recipient, { type, recipient, payload: { ...payload, ...instead } });
    if (insteadOf !== undefined) {
      const missing = { ...payload, step: type, insteadOf };
      tell(`missing:${insteadOf}`, {
        type: 'recipient-missing',
        recipient: 'office',
        payload: missing,
      });
    }
    return notices;
  });
}

import type { OutputOf } from '../../client/operations.ts';
import { instantShort } from '../marks/instantShort.ts';

type Version = OutputOf<'showCalendar'>['versions'][number];

/** Every version of the calendar with why it was published or taken back; nothing where there is only the first. */
export function CalendarVersions({ versions }: { readonly versions: readonly Version[] }) {
  if (versions.length < 2) return null;
  return (
    <section aria-labelledby="calendar-versions">
      <h3 id="calendar-versions">各版日历</h3>
      <ul aria-live="polite">
        {versions.map((one) => (
          <li key={one.at + one.version + String(one.withdraws?.version)}>
            {instantShort(one.at)}　{wordsOf(one)}
            {one.reason === null ? '' : `：${one.reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf({ version, withdraws, reason }: Version): string {
  if (withdraws !== null) return `撤回第 ${withdraws.version} 版，恢复第 ${version} 版`;
  return reason === null ? `启动时采用第 ${version} 版` : `发布第 ${version} 版`;
}

import type { Year } from './useRehearsal.ts';

/** What is moved off a rest day, what is provisional, what would reach nobody, and what else is to be known. */
export function DayNotes({ year }: { readonly year: Year }) {
  const { shifted, provisional, vacant, notes, announcedThrough } = year;
  const earlier = shifted.filter(({ from, to }) => to < from).length;
  return (
    <section className="card" aria-labelledby="wizard-notes">
      <h2 id="wizard-notes">还要看一眼的</h2>
      <Part
        title={`遇休息日提前 ${earlier} 处，顺延 ${shifted.length - earlier} 处`}
        lines={shifted.map(({ what, from, to }) => `${what}：${from} → ${to}`)}
      />
      <Part title={provisionalWords(provisional.length, announcedThrough)} lines={provisional} />
      <Part
        title={`无接收人 ${vacant.length} 处`}
        lines={vacant.map(({ role, count }) => `${role}：${count} 条改送`)}
      />
      <Part
        title={`提示 ${notes.length} 条`}
        lines={notes.map(({ message }) => message.replace(/（--[^）]*）/gu, ''))}
      />
    </section>
  );
}

/** What is provisional, and why. */
function provisionalWords(days: number, announcedThrough: string): string {
  const why = `${announcedThrough} 以后的放假安排尚未公布`;
  return days === 0
    ? `暂定 0 天（${why}，期限内没有落在此后的）`
    : `暂定 ${days} 天：${why}，现按周末休息推算，公布后按新日历确认`;
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return <p>{title}</p>;
  return (
    <details>
      <summary>{title}</summary>
      <ul className="wizard-list">
        {lines.map((line, i) => (
          <li key={`${i} ${line}`}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

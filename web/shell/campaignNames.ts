/** A campaign as a list names it. */
interface Named {
  readonly id: string;
  readonly title: string;
  /** The instant at which it was registered, where the list knows it. */
  readonly createdAt?: string;
}

/**
 * What campaigns are called beside one another, by id: the title, and where two have the same the day of the start; where
 * that is the same too, or is not known, the number.
 */
export function campaignNames(campaigns: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(
    campaigns.map((one) => {
      const { id, title, createdAt } = one;
      const alike = campaigns.filter((other) => other.id !== id && other.title === title);
      if (alike.length === 0) return [id, title];
      const isTold = createdAt !== undefined && alike.every((other) => dayIn(other) !== dayIn(one));
      return [id, `${title}（${isTold ? `${dayIn(one)}启动` : id}）`];
    }),
  );
}

const CHINA_MS = 8 * 3_600_000;

function dayIn({ createdAt }: Named): string {
  if (createdAt === undefined) return '';
  const local = new Date(Date.parse(createdAt) + CHINA_MS).toISOString();
  const [year, month, day] = local.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The year that a text names, if it names exactly one. */
export function oneYear(text: string | null | undefined): number | undefined {
  const years = new Set((text ?? '').match(/(?<!\d)20\d{2}(?!\d)/g) ?? []);
  const [year] = years;
  return years.size === 1 && year !== undefined ? Number(year) : undefined;
}

const LONGEST_CAPTION = 60;
/** Names of other papers, their numbers, and looks back say nothing of the plan's own year. */
const OF_OTHERS =
  /《[^》]*》|[〔【[（(]20\d{2}[〕】\])）]|20\d{2}年?[^，。；]{0,6}以来|(?<=[自从])20\d{2}年/g;
const DECIDED = /(?:决定|现就|计划|拟)(?:于|在|对)?(20\d{2})年|(20\d{2})年是/;

/**
 * The year that the words between title and first item say: a caption in brackets （2027年9月—12月） first, else
 * what the preamble decides (决定2027年在全区开展…), else the only year that it names.
 */
export function yearSaid(lines: readonly string[]): number | undefined {
  const captions = lines.filter(
    (line) => line.length <= LONGEST_CAPTION && /^[（(].*[）)]$/.test(line),
  );
  const bare = lines.map((line) => line.replace(OF_OTHERS, '')).join('\n');
  const decided = DECIDED.exec(bare);
  return oneYear(captions.join('')) ?? oneYear(decided?.[1] ?? decided?.[2]) ?? oneYear(bare);
}

/** What stands behind `#` in each address that a text holds; a bare one counts as well. */
export function linksIn(text: string): readonly string[] {
  const found = text
    .split(/[\s，,；;]+/u)
    .map((word) => /#([\w.~-]{16,200})/u.exec(word)?.[1] ?? /^[\w.~-]{30,200}$/u.exec(word)?.[0])
    .filter((link) => link !== undefined);
  return [...new Set(found)];
}

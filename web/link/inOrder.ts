/** What was there keeps its place, as `keys` name it; what has come since stands after it. */
export function inOrder<T>(
  items: readonly T[],
  keys: readonly string[],
  keyOf: (item: T) => string,
): readonly T[] {
  const place = (item: T) => {
    const at = keys.indexOf(keyOf(item));
    return at < 0 ? keys.length : at;
  };
  return items.toSorted((a, b) => place(a) - place(b));
}

const MOST = 50;

/** Reads JSON by its text: the same text is the same object. A function of the text; the size is bounded. */
export function rememberedByText<Value>(read: (value: unknown) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const value = read(JSON.parse(text));
    known.set(text, value);
    return value;
  };
}

/** The lines with one of them said otherwise; one that is emptied goes, unless it is the only one. */
export function withLine(lines: readonly string[], at: number, said: string): string {
  const plain = said.replaceAll('\n', ' ');
  const next = lines.flatMap((line, i) => {
    if (i !== at) return [line];
    return plain === '' && lines.length > 1 ? [] : [plain];
  });
  return next.join('\n');
}

/** A sentence of the command line for the pages: without its options, and with the names that the pages use. */
export function plainWords(words: string): string {
  return words
    .replace(/（--[a-z][^）]*）/g, '')
    .replace(/（或用 --[a-z-]+ 指定）/g, '')
    .replace('在单位名录中列出成员单位', '在“名录与期限”中列出成员单位');
}

/** A reader of the API's stream of events, as a browser reads it. */
export interface Reader {
  readonly status: number;
  readonly heard: readonly { readonly id: string; readonly data: Record<string, unknown> }[];
  /** The id of the last event, with which a later reader goes on. */
  readonly lastId: () => string;
  readonly ended: Promise<void>;
  readonly leave: () => void;
}

export async function listen(
  url: string,
  headers: Readonly<Record<string, string>>,
  query = '',
): Promise<Reader> {
  const aborting = new AbortController();
  const { signal } = aborting;
  const response = await fetch(`${url}/api/events${query}`, { headers, signal });
  const heard: { id: string; data: Record<string, unknown> }[] = [];
  let last = '';
  const take = (block: string) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    last = field('id') ?? last;
    if (field('event') !== 'changed') return;
    heard.push({
      id: last,
      data: JSON.parse(field('data') ?? 'null') as Record<string, unknown>,
    });
  };
  const read = async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach(take);
    }
  };
  const ended = read().catch(() => undefined);
  return {
    status: response.status,
    heard,
    lastId: () => last,
    ended,
    leave: () => aborting.abort(),
  };
}

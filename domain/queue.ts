/** A binary heap: the least element first, and among equals the one that came first. */
export interface Queue<T> {
  push(item: T): void;
  pop(): T | undefined;
  readonly size: () => number;
}

export function queueOf<T>(compare: (a: T, b: T) => number): Queue<T> {
  const heap: { readonly item: T; readonly order: number }[] = [];
  let count = 0;
  const before = (a: number, b: number): boolean => {
    const x = heap[a];
    const y = heap[b];
    if (x === undefined || y === undefined) return false;
    return (compare(x.item, y.item) || x.order - y.order) < 0;
  };
  const swap = (a: number, b: number): void => {
    const x = heap[a];
    const y = heap[b];
    if (x === undefined || y === undefined) return;
    heap[a] = y;
    heap[b] = x;
  };
  return {
    size: () => heap.length,
    push(item) {
      heap.push({ item, order: count++ });
      for (let i = heap.length - 1; i > 0 && before(i, (i - 1) >> 1); i = (i - 1) >> 1) {
        swap(i, (i - 1) >> 1);
      }
    },
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return undefined;
      if (heap.length === 0) return first.item;
      heap[0] = last;
      for (let i = 0; ;) {
        const left = 2 * i + 1;
        const least = [left, left + 1].reduce(
          (best, child) => (before(child, best) ? child : best),
          i,
        );
        if (least === i) return first.item;
        swap(i, least);
        i = least;
      }
    },
  };
}

import { plainNumber } from '../../domain/form.ts';
import type { Measured } from '../../domain/measure.ts';
import type { ReportContent } from '../reportInput.ts';
import { usage } from './io.ts';

/** `--field`, `--measure` and `--fall-reason` as the API takes them. */
export function contentGivenOn(options: {
  readonly field?: readonly string[];
  readonly measure?: readonly string[];
  readonly fallReason?: string;
}): ReportContent {
  const { field, measure, fallReason } = options;
  return {
    ...(field === undefined ? {} : { fields: Object.fromEntries(pairs('--field', field)) }),
    ...(measure === undefined
      ? {}
      : {
          measures: Object.fromEntries(
            pairs('--measure', measure).map(([id, written]) => [id, measuredOf(id, written)]),
          ),
        }),
    ...(fallReason === undefined ? {} : { fallReason }),
  };
}

function pairs(option: string, written: readonly string[]): readonly (readonly [string, string])[] {
  const found = written.map((one) => {
    const [, id, value = ''] = /^\s*([^=＝\s]+)\s*[=＝](.*)$/su.exec(one) ?? [];
    if (id === undefined) {
      return usage(`${option} 应写作 标识=内容，这里是“${one.slice(0, 60)}”。`);
    }
    return [id, value.trim()] as const;
  });
  const twice = found.find(([id], n) => found.findIndex(([other]) => other === id) !== n);
  if (twice !== undefined) usage(`${option} ${twice[0]} 写了两次，请只写一次。`);
  return found;
}

/** `12.5`; a place as `3/56` (第 3 名，共 56 个), `第3名` or `3名`. */
function measuredOf(id: string, written: string): Measured {
  const [, rank, population] = /^第?\s*(\d+)\s*(?:名\s*)?[/／]\s*(\d+)$/u.exec(written) ?? [];
  if (rank !== undefined) return { rank: Number(rank), population: Number(population) };
  const [, place] = /^第?\s*(\d+)\s*名$/u.exec(written) ?? [];
  if (place !== undefined) return { rank: Number(place) };
  const value = plainNumber(written);
  if (value === undefined) {
    return usage(
      `--measure ${id} 应为一个数（累计数 12.5），或名次（第3名、3/56），这里是“${written.slice(0, 60)}”。`,
    );
  }
  return value;
}

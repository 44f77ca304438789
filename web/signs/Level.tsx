/** 亮灯: a word, a shape, and only then a colour. */
const SHAPES = {
  normal: { shape: '●', word: '正常' },
  soon: { shape: '◐', word: '临期' },
  late: { shape: '▲', word: '逾期' },
  raised: { shape: '■', word: '升级' },
} as const;

export type LevelName = keyof typeof SHAPES;

export function Level({ level, word }: { readonly level: LevelName; readonly word?: string }) {
  const { shape, word: own } = SHAPES[level];
  return (
    <span className={`level level-${level}`}>
      <span aria-hidden="true">{shape}</span> {word ?? own}
    </span>
  );
}

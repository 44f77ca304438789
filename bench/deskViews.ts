/** The pages of the desks and what each asks the server for, as `web/` does. */

export interface View {
  readonly name: string;
  /** Of the n-th user: who he is, and what the page asks for, besides which campaigns there are. */
  readonly requests: (n: number) => readonly (readonly [actor: string, path: string])[];
}

const CAMPAIGN = 'campaign=c2026-001';
const UNITS = 80;
const unit = (n: number) => `unit:示例单位${String((n % UNITS) + 1).padStart(2, '0')}`;
const POST = 'post:示例分管领导1';
const TASKS = 10_000;
const key = (n: number) => `t${String(((n * 37) % TASKS) + 1).padStart(4, '0')}`;
/** A task that the n-th user's unit leads. */
const ownKey = (n: number) =>
  `t${String((n % UNITS) + 1 + 100 * ((n * 7) % 100)).padStart(4, '0')}`;
const text = (value: string) => encodeURIComponent(value);
const as =
  (actor: string | ((n: number) => string), ...paths: readonly ((n: number) => string)[]) =>
  (n: number) =>
    paths.map((path) => [typeof actor === 'string' ? actor : actor(n), path(n)] as const);
const ledger = (more: (n: number) => string) => (n: number) =>
  `/desk/tasks?${CAMPAIGN}&chips=true${more(n)}`;

/** The pages by desk, each with all that it asks the server for. */
export const VIEWS: readonly View[] = [
  { name: '督查室 今日', requests: as('office', () => '/desk/today?limit=50') },
  {
    name: '督查室 台账 首页',
    requests: as(
      'office',
      ledger(() => ''),
      () => '/views?page=ledger',
    ),
  },
  {
    name: '督查室 台账 筛选（各人不同）',
    requests: as(
      'office',
      ledger((n) => `&unit=${text(unit(n).slice(5))}&sort=due`),
    ),
  },
  {
    name: '督查室 台账 查字（各人不同）',
    requests: as(
      'office',
      ledger((n) => `&text=${text(`第${n + 1}片区`)}`),
    ),
  },
  {
    name: '督查室 台账 按级别',
    requests: as(
      'office',
      ledger(() => '&level=raised&sort=level&order=desc'),
    ),
  },
  {
    name: '督查室 任务 一条线看完',
    requests: as(
      'office',
      (n) => `/desk/task?${CAMPAIGN}&task=${key(n)}&history=latest`,
      (n) => `/tasks/${key(n)}/acts?${CAMPAIGN}`,
    ),
  },
  { name: '督查室 约谈看板', requests: as('office', () => `/desk/interviews?${CAMPAIGN}`) },
  { name: '督查室 通报', requests: as('office', () => `/desk/bulletins?${CAMPAIGN}`) },
  { name: '督查室 月历', requests: as('office', () => `/desk/calendar?${CAMPAIGN}`) },
  { name: '督查室 单位', requests: as('office', () => `/desk/units?${CAMPAIGN}`) },
  {
    name: '督查室 上下级',
    requests: as('office', () => '/campaigns/c2026-001/branches?limit=50'),
  },
  { name: '督查室 负担', requests: as('office', () => '/burden') },
  { name: '督查室 通知', requests: as('office', () => `/desk/notices?${CAMPAIGN}`) },
  {
    name: '督查室 专项行动',
    requests: as(
      'office',
      () => '/campaigns/c2026-001',
      () => '/campaigns/c2026-001/acts',
      () => '/campaigns/c2026-001/bulk',
    ),
  },
  { name: '单位 我的待办', requests: as(unit, () => '/desk/duties') },
  { name: '单位 已报', requests: as(unit, () => '/sent') },
  {
    name: '单位 任务',
    requests: as(
      unit,
      (n) => `/desk/task?${CAMPAIGN}&task=${ownKey(n)}&history=latest`,
      (n) => `/tasks/${ownKey(n)}/acts?${CAMPAIGN}`,
    ),
  },
  { name: '领导 三十秒', requests: as(POST, () => '/desk/gates') },
  { name: '领导 总览', requests: as('principal', () => `/desk/glance?${CAMPAIGN}`) },
  { name: '大屏', requests: as('office', () => `/desk/glance?${CAMPAIGN}`) },
];

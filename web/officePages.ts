import type { Page } from './pages.ts';

/** Pages about what the office watches besides its tasks, in the order of the menu. */
export const OFFICE_PAGES: readonly Page[] = [
  {
    path: '/burden',
    desks: ['office', 'observer'],
    menu: '负担',
    title: '各单位负担',
    load: async () => (await import('./burden/Burden.tsx')).Burden,
  },
  {
    path: '/items',
    desks: ['office', 'observer'],
    menu: '批示与会议',
    title: '批示、会议和提案',
    load: async () => (await import('./items/Items.tsx')).Items,
  },
  {
    path: '/samples',
    desks: ['office', 'observer'],
    menu: '抽查',
    title: '抽查',
    load: async () => (await import('./samples/Samples.tsx')).Samples,
  },
  {
    path: '/samples/$draw',
    desks: ['office', 'leader', 'observer'],
    title: '抽查结果',
    load: async () => (await import('./samples/SamplePage.tsx')).SamplePage,
  },
  {
    path: '/tree',
    desks: ['office', 'leader', 'observer'],
    title: '任务层级',
    load: async () => (await import('./tree/TreePage.tsx')).TreePage,
  },
  {
    path: '/enter',
    desks: ['office'],
    title: '代录报送',
    load: async () => (await import('./task/EnterPage.tsx')).EnterPage,
  },
  {
    path: '/notices',
    desks: ['office', 'observer'],
    menu: '通知',
    title: '通知',
    load: async () => (await import('./notice/Notices.tsx')).Notices,
  },
];

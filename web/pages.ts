import type { ComponentType } from 'react';
import { OFFICE_PAGES } from './officePages.ts';

/** The desks that pages are made for, as a person sees them in the menu. */
export type PageDesk = 'office' | 'unit' | 'leader' | 'observer' | 'system' | 'security' | 'audit';

/** Page 页面: an address, whose desk it belongs to, its name in the menu, and its code, loaded when it is opened. */
export interface Page {
  /** `$name` parts are parameters. */
  readonly path: string;
  /** Empty: anybody who has signed in; absent: nobody has to sign in. */
  readonly desks?: readonly PageDesk[];
  /** The word in the menu; absent: reached from another page. */
  readonly menu?: string;
  /** The browser's title. */
  readonly title: string;
  /** Without the frame of menu and head, such as the wall. */
  readonly bare?: true;
  readonly load: () => Promise<ComponentType>;
}

/** Every address of the product; the first page of a desk is where it begins. */
export const PAGES: readonly Page[] = [
  {
    path: '/sign-in',
    title: '登录',
    bare: true,
    load: async () => (await import('./session/SignIn.tsx')).SignIn,
  },
  {
    path: '/sign-in/oidc',
    title: '统一认证登录',
    bare: true,
    load: async () => (await import('./session/SignInOidc.tsx')).SignInOidc,
  },
  {
    path: '/setup',
    title: '启用',
    bare: true,
    load: async () => (await import('./session/Setup.tsx')).Setup,
  },
  {
    path: '/activate',
    title: '启用账号',
    bare: true,
    load: async () => (await import('./session/Setup.tsx')).Setup,
  },
  {
    path: '/me',
    desks: [],
    title: '我的账号',
    load: async () => (await import('./session/Me.tsx')).Me,
  },
  {
    path: '/system/accounts',
    desks: ['system'],
    menu: '账号',
    title: '账号',
    load: async () => (await import('./system/Accounts.tsx')).Accounts,
  },
  {
    path: '/system/units',
    desks: ['system'],
    menu: '单位与联系人',
    title: '单位与联系人',
    load: async () => (await import('./system/Contacts.tsx')).Contacts,
  },
  {
    path: '/system/notices',
    desks: ['system'],
    menu: '发送失败',
    title: '发送失败',
    load: async () => (await import('./system/FailedNotices.tsx')).FailedNotices,
  },
  {
    path: '/system/processes',
    desks: ['system'],
    menu: '流程',
    title: '流程',
    load: async () => (await import('./system/StuckProcesses.tsx')).StuckProcesses,
  },
  {
    path: '/system/versions',
    desks: ['system'],
    menu: '版本',
    title: '版本',
    load: async () => (await import('./system/Versions.tsx')).Versions,
  },
  {
    path: '/security/roles',
    desks: ['security'],
    menu: '授权',
    title: '授权',
    load: async () => (await import('./security/Roles.tsx')).Roles,
  },
  {
    path: '/security/sessions',
    desks: ['security'],
    menu: '会话',
    title: '登录会话',
    load: async () => (await import('./security/Sessions.tsx')).Sessions,
  },
  {
    path: '/security/links',
    desks: ['security'],
    menu: '链接与令牌',
    title: '链接与令牌',
    load: async () => (await import('./security/Links.tsx')).Links,
  },
  {
    path: '/audit',
    desks: ['audit'],
    menu: '审计',
    title: '审计',
    load: async () => (await import('./audit/Audit.tsx')).Audit,
  },
  {
    path: '/office',
    desks: ['office'],
    menu: '今日',
    title: '今日',
    load: async () => (await import('./office/Today.tsx')).Today,
  },
  {
    path: '/gates',
    desks: ['leader'],
    menu: '请您决定',
    title: '请您决定',
    load: async () => (await import('./leader/Gates.tsx')).Gates,
  },
  {
    path: '/glance',
    desks: ['leader', 'observer', 'office'],
    menu: '总览',
    title: '总览',
    load: async () => (await import('./glance/Glance.tsx')).Glance,
  },
  {
    path: '/wall',
    desks: ['office', 'leader', 'observer'],
    title: '大屏',
    bare: true,
    load: async () => (await import('./wall/Wall.tsx')).Wall,
  },
  {
    path: '/mine',
    desks: ['unit'],
    menu: '我的待办',
    title: '我的待办',
    load: async () => (await import('./unit/Mine.tsx')).Mine,
  },
  {
    path: '/mine/batch',
    desks: ['unit'],
    menu: '批量填报',
    title: '批量填报',
    load: async () => (await import('./unit/Batch.tsx')).Batch,
  },
  {
    path: '/mine/sent',
    desks: ['unit'],
    menu: '已报',
    title: '已报',
    load: async () => (await import('./unit/Sent.tsx')).Sent,
  },
  {
    path: '/mine/report',
    desks: ['unit'],
    title: '报送',
    load: async () => (await import('./unit/ReportPage.tsx')).ReportPage,
  },
  {
    path: '/ledger',
    desks: ['office', 'leader', 'observer'],
    menu: '台账',
    title: '台账',
    load: async () => (await import('./ledger/Ledger.tsx')).Ledger,
  },
  {
    path: '/interviews',
    desks: ['office', 'observer'],
    menu: '约谈',
    title: '约谈',
    load: async () => (await import('./interviews/Board.tsx')).Board,
  },
  {
    path: '/bulletins',
    desks: ['office', 'leader', 'observer'],
    menu: '通报',
    title: '通报',
    load: async () => (await import('./bulletins/Bulletins.tsx')).Bulletins,
  },
  {
    path: '/calendar',
    desks: ['office', 'leader', 'observer', 'unit'],
    menu: '日历',
    title: '日历',
    load: async () => (await import('./calendar/CalendarPage.tsx')).CalendarPage,
  },
  {
    path: '/units',
    desks: ['office', 'observer'],
    menu: '单位',
    title: '单位与人员',
    load: async () => (await import('./units/Units.tsx')).Units,
  },
  ...OFFICE_PAGES,
  {
    path: '/import',
    desks: ['office'],
    menu: '方案导入',
    title: '方案导入',
    load: async () => (await import('./wizard/Wizard.tsx')).Wizard,
  },
  {
    path: '/regime',
    desks: ['office', 'observer'],
    menu: '制度',
    title: '制度',
    load: async () => (await import('./regime/RegimePage.tsx')).RegimePage,
  },
  {
    path: '/campaign/$campaign',
    desks: ['office', 'leader', 'observer'],
    title: '专项行动',
    load: async () => (await import('./office/CampaignPage.tsx')).CampaignPage,
  },
  {
    path: '/task/$campaign/$task',
    desks: ['office', 'unit', 'leader', 'observer'],
    title: '任务',
    load: async () => (await import('./task/TaskPage.tsx')).TaskPage,
  },
  {
    path: '/notice/$campaign/$notice',
    desks: ['office', 'unit', 'leader', 'observer'],
    title: '通知为何发出',
    load: async () => (await import('./notice/NoticePage.tsx')).NoticePage,
  },
  {
    path: '/interviews/$process',
    desks: ['office', 'unit', 'leader', 'observer'],
    title: '约谈',
    load: async () => (await import('./interviews/InterviewPage.tsx')).InterviewPage,
  },
  {
    path: '/bulletins/$campaign/$bulletin',
    desks: ['office', 'leader', 'observer'],
    title: '通报',
    load: async () => (await import('./bulletins/BulletinPage.tsx')).BulletinPage,
  },
  {
    path: '/r',
    title: '免登录填报',
    bare: true,
    load: async () => (await import('./link/LinkPage.tsx')).LinkPage,
  },
  {
    path: '/links',
    desks: ['office'],
    menu: '填报链接',
    title: '填报链接',
    load: async () => (await import('./link/Links.tsx')).Links,
  },
];

/** All addresses that pages link to, in one object. */
export const paths = {
  signIn: '/sign-in',
  me: '/me',
  today: '/office',
  wizard: '/import',
  ledger: '/ledger',
  task: (campaign: string, task: string) =>
    `/task/${encodeURIComponent(campaign)}/${encodeURIComponent(task)}`,
  interviews: '/interviews',
  interview: (process: string) => `/interviews/${encodeURIComponent(process)}`,
  bulletins: '/bulletins',
  bulletin: (campaign: string, bulletin: string) =>
    `/bulletins/${encodeURIComponent(campaign)}/${encodeURIComponent(bulletin)}`,
  calendar: '/calendar',
  units: '/units',
  campaign: (campaign: string) => `/campaign/${encodeURIComponent(campaign)}`,
  items: '/items',
  notices: '/notices',
  regime: '/regime',
  mine: '/mine',
  sent: '/mine/sent',
  batch: '/mine/batch',
  report: '/mine/report',
  links: '/links',
  gates: '/gates',
  glance: '/glance',
  wall: '/wall',
  notice: (campaign: string, notice: string) =>
    `/notice/${encodeURIComponent(campaign)}/${encodeURIComponent(notice)}`,
} as const;

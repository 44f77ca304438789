/** Terms of a later version of a plan that is published in flight 方案新版. */
export const PLAN_TERMS = {
  方案新版: {
    'plan-published': ['方案新版施行', '任务的新增、变更和移除，经预览确认后施行，不能撤回'],
    'plan-amended': ['方案调整', '在办任务随方案新版改期限、牵头单位或牵头领导；已作的判定不变'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [chinese: string, explanation: string]>>>
>;

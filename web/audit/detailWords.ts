/** Names of what an entry of the audit keeps, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ before: '原来', after: '改为', from: '从', to: '到', old: '原来', next: '改为' },
  ...{ name: '姓名', login: '登录名', phone: '手机号', unit: '单位', subject: '统一认证标识' },
  ...{ role: '身份', post: '职务', campaign: '专项行动', account: '账号', state: '状态' },
  ...{ reason: '理由', message: '说明', link: '链接', requestId: '请求', secondFactor: '动态口令' },
  ...{ grant: '授权', grants: '授权', sessions: '登录', tokens: '接口口令', rows: '条数' },
  ...{
    count: '个数',
    accounts: '账号',
    successor: '接任',
    what: '内容',
    until: '到',
    text: '文字',
  },
  ...{
    kind: '种类',
    task: '任务',
    period: '期',
    duty: '报送',
    bulletin: '通报',
    digest: '校验码',
    setup: '启用链接',
  },
  ...{ label: '名称', scopes: '范围', days: '天数', at: '时间', value: '数值', title: '标题' },
  ...{ subjectAsked: '待确认的统一认证标识', asked: '登记的标识', askedBy: '谁登记的' },
  ...{ decision: '决定' },
  ...{ fault: '拒绝原因', code: '代码', version: '版本', id: '编号', obligation: '报送事项' },
};

/** `before.phone` is 原来·手机号; a name that is not known stands as it is. */
export function detailName(path: string): string {
  return path
    .split('.')
    .map((part) => WORDS[part] ?? part)
    .join('·');
}

import type { Entry } from './termTable.ts';

/** Terms 账号、登录. */
export const ACCOUNT_TERMS: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  账号和登录: {
    Account: ['账号', '一个人在系统中的登记，电话加密保存'],
    Contact: ['联系人', '只登记联系方式、不登录的人'],
    Grant: ['授权', '账号承担的角色，写明单位、职务或专项行动'],
    Session: ['登录会话', '一个浏览器的一次登录，30分钟不用或满12小时即结束'],
    SecondFactor: ['动态口令', '身份验证器每30秒换一次的6位数字，口令之外的第二个凭据'],
    SetupLink: ['启用链接', '只能用一次的链接，本人用来设置口令'],
    ApiToken: ['接口口令', '程序代账号办理时出示，限定权限和期限'],
    HandOver: ['移交授权', '一个账号的全部身份一次交给另一个账号'],
    LeaveAccount: ['离任', '账号停用，姓名和电话隐去，记录保留'],
  },
};

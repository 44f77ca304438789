import type { Entry } from './termTable.ts';

/** Terms 权限、审计. */
export const ACCESS_TERMS: Readonly<Record<string, Readonly<Record<string, Entry>>>> = {
  权限: {
    'role:administrator': ['督查室管理员', '办理督查室的全部事项'],
    'role:verifier': ['核实员', '在督查室核实报送、销号和整改，抽查；其余只看'],
    'role:reporter': ['填报员', '为本单位签收、报送、撤回、存草稿、办结需协调事项'],
    'role:head': ['单位负责人', '本单位的全部事项，含退回、转办、延期、异议、销号、说明'],
    'role:leader': ['领导', '以职务决定报到本人的事项，看本人牵头的任务'],
    'role:observer': ['观察员', '纪检、审计：看所授权的专项行动，不作任何改动'],
    'role:three': ['三员', '系统、安全、审计管理员，互不兼任，也不兼任业务角色'],
    Seat: ['身份', '账号在办理时所处的一方；有几个身份的，办理前选一个'],
    Sight: ['可见范围', '一个身份能看到哪些任务、收件箱和约谈'],
  },
  审计: {
    Audit: ['审计', '谁、何时、从何处、做了什么、前后如何；只追加'],
    AuditChain: ['审计链', '每条记录的校验码含前一条的校验码，改动、删除、插入都能查出'],
  },
};

/** Terms of items 督办事项: where they stand, what is recorded of them, and what is sent. */
export const ITEM_TERMS = {
  督办事项: {
    Item: ['督办事项', '不由方案而由批示、会议、上级、提案而来的一件事，立项编号后督办'],
    urgent: ['特急', '来源写有特急时限的，按特急时限'],
    ordinary: ['一般', '按来源的一般时限'],
    difficult: ['疑难', '来源写有疑难时限的，按疑难时限'],
    'item-waiting': ['待立项', '已登记，等待批准人在限期内决定；沉默不算同意'],
  },
  督办事项事实: {
    'item-registered': ['登记事项', '写明来源、批示人职务、内容、期限，送批准人'],
    'item-approved': ['已立项', '批准人同意，编号交办'],
    'item-rejected': ['不予立项', '批准人不同意，附理由'],
    'item-withdrawn': ['已撤回立项', '登记人在决定之前撤回'],
    'item-lapsed': ['立项逾期失效', '限期内没有决定，不立项'],
    'item-proposed': ['再次送批', '立项逾期失效之后再送一次，限期重计'],
    'item-reminded': ['立项临期已提醒', '限期过半未决定，已提醒批准人'],
  },
  督办事项通知: {
    'approve-item': ['事项待立项', '请批准人在限期内决定是否立项'],
    'item-reminder': ['立项临期提醒', '限期将到，尚未决定'],
    'item-assigned': ['事项交办', '编号、内容来源和办结期限送责任单位'],
    'item-answered': ['事项回复', '办理结果送作出批示的领导'],
  },
} as const satisfies Readonly<
  Record<string, Readonly<Record<string, readonly [chinese: string, explanation: string]>>>
>;

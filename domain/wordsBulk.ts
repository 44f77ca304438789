import { dayWords, withdrawnWords } from './wordsBeginning.ts';
import type { BulkItem } from './bulkMessages.ts';
import { term } from './terms.ts';
import {
  listed,
  obligationWords,
  recipientWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Payload,
  type Spoken,
} from './wordsParts.ts';

const SHOWN = 6;

/** `成批顺延5个工作日` */
function actWords({ act, days }: Payload): string {
  const more = days === undefined ? '' : `${Number(days)}个工作日`;
  return `成批${term(`bulk-${text(act)}`)}${more}`;
}

/** `（缓办〔2026〕1号）` of what was done as part of a bulk act. */
export function underNumber({ number }: Payload): string {
  return typeof number === 'string' ? `（${number}）` : '';
}

function decidedBy(payload: Payload, names: Names): string {
  return `${recipientWords(text(payload['by']), names)}决定，理由：${text(payload['reason'])}`;
}

function itemsOf({ items }: Payload): readonly BulkItem[] {
  return Array.isArray(items) ? (items as BulkItem[]) : [];
}

/** Facts of the beginning of a campaign and of acts for a chosen set. */
export const bulkFacts: Readonly<Record<string, (fact: Spoken, names: Names) => FactWords>> = {
  'start-withdrawn': ({ payload }, names) => withdrawnWords(payload, names),
  bulk: ({ payload }, names) => {
    const tasks = Array.isArray(payload['tasks']) ? (payload['tasks'] as string[]) : [];
    const own = Object.values((payload['items'] ?? {}) as Record<string, readonly unknown[]>);
    const count = own.reduce((sum, items) => sum + items.length, 0);
    const items = own.length === 0 ? '' : `，报送义务 ${count} 项`;
    return {
      what: `${text(payload['number'])} ${actWords(payload)}：任务 ${tasks.length} 项${items}（${listed(tasks.map(names.task), SHOWN, '项')}）`,
      why: decidedBy(payload, names),
    };
  },
  'bulk-done': ({ payload, process }, names) => {
    const told = itemsOf(payload).map(({ obligation, due }) => {
      const until = due === undefined ? '' : `，改为${dayWords(due)}到期`;
      return `${obligationWords(obligation, names)}${until}`;
    });
    return {
      what: `${taskWords(process, names)}按${text(payload['number'])}${actWords(payload)}：${listed(told, SHOWN, '项')}`,
      why: `${decidedBy(payload, names)}；此前的判定照留，改判另记`,
    };
  },
};

const ASKED: Readonly<Record<string, readonly [ask: string, ifNothing: string]>> = {
  suspend: [
    '恢复之前不必报送；已有进展的可照常报送',
    '暂停期间不提醒、不判定，恢复后按剩余工作日顺延',
  ],
  resume: ['请按恢复后的到期日安排报送', '各期按顺延后的时点提醒、判定'],
  extend: ['请按改后的到期日报送', '按改后的到期日提醒、判定'],
  exempt: ['所列各期不必报送', '其余各期照常提醒、判定'],
};

/** To a unit that is concerned, with how much of the set is its own. */
export function bulkNotice({ payload }: { readonly payload: Payload }, names: Names): NoticeWords {
  const act = text(payload['act']);
  const counted = act === 'suspend' || act === 'resume' ? '项任务' : '项报送义务';
  const [ask = '', ifNothing = ''] = ASKED[act] ?? [];
  return {
    title: `【${term(`bulk-${act}`)}】${text(payload['number'])}：涉及本单位 ${Number(payload['touched'])} ${counted}`,
    body: `${actWords(payload)}（${text(payload['number'])}）。${decidedBy(payload, names)}。各项任务的变动见台账。`,
    ask,
    ifNothing,
  };
}

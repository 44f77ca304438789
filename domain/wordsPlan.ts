import type { SpokenNotice } from './wordsNotices.ts';
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

type SayFact = (fact: Spoken, names: Names) => FactWords;
type SayNotice = (notice: SpokenNotice, names: Names) => NoticeWords;

/** What the ledger says of a later version of a plan 方案新版. */
export const planFacts: Readonly<Record<string, SayFact>> = {
  'plan-published': ({ payload }, names) => ({
    what: `方案第${Number(payload['version'])}版施行：${partsWords(payload, names)}`,
    why: `${recipientWords(text(payload['by']), names)}预览确认后发布，理由：${text(payload['reason'])}；已作的判定不变，发布后不能撤回`,
  }),
  'plan-amended': ({ payload, process }, names) => ({
    what: `${taskWords(process, names)}随方案第${Number(payload['version'])}版调整${amendedWords(payload, names)}`,
    why: `${recipientWords(text(payload['by']), names)}发布方案新版，理由：${text(payload['reason'])}；已作的判定不变`,
  }),
};

function keysOf(payload: Payload, name: string): readonly string[] {
  const value = payload[name];
  return Array.isArray(value) ? value.map(String) : [];
}

function partsWords(payload: Payload, names: Names): string {
  const part = (name: string, words: string) => {
    const keys = keysOf(payload, name);
    return keys.length === 0 ? [] : [`${words} ${listed(keys.map((key) => names.task(key)))}`];
  };
  const told = [...part('added', '新增'), ...part('changed', '变更'), ...part('removed', '移除')];
  return told.length === 0 ? '只改文字' : told.join('；');
}

function amendedWords(payload: Payload, names: Names): string {
  const obligations = (name: string, words: string) => {
    const keys = keysOf(payload, name);
    if (keys.length === 0) return [];
    const days = [...new Set(keys.map((key) => obligationWords(key, names)))];
    return [`${words}${listed(days)}`];
  };
  const leaders = payload['leaders'];
  const told = [
    ...obligations('dropped', '取消'),
    ...obligations('added', '新增'),
    ...(Array.isArray(leaders) ? [`牵头领导改为 ${leaders.join('、') || '无'}`] : []),
  ];
  return told.length === 0 ? '' : `：${told.join('；')}`;
}

/** What is sent of it: to the office with the numbers, to a unit with how many of its tasks are concerned. */
export const planNotices: Readonly<Record<string, SayNotice>> = {
  'plan-published': ({ payload }, names) => {
    const { version, own } = payload;
    const who = recipientWords(text(payload['by']), names);
    const title = `【方案新版】第${Number(version)}版自即日施行`;
    const body = `${who}发布方案第${Number(version)}版，理由：${text(payload['reason'])}。`;
    const rest = '新增任务自此后开始的一期起报；已作的判定不变。';
    if (own === undefined) {
      const units = Number(payload['units']);
      const told = units > 0 ? `已告知有关单位 ${units} 家。` : '';
      return { title: `${title}：${countWords(payload)}`, body: `${body}${told}${rest}` };
    }
    return {
      title: `${title}：本单位${countWords(own as Payload)}`,
      body: `${body}${rest}`,
      ask: '请核对本单位任务的变动和新的报送时限；有误请及时告知督查室',
      ifNothing: '各项任务按新版提醒、判定',
    };
  },
};

function countWords({ added, changed, removed }: Payload): string {
  const part = (count: unknown, words: string) =>
    Number(count) > 0 ? [`${words}任务 ${Number(count)} 项`] : [];
  const told = [...part(added, '新增'), ...part(changed, '变更'), ...part(removed, '移除')];
  return told.length === 0 ? '只改文字' : told.join('，');
}

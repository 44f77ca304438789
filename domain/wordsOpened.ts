import {
  dutyWords,
  momentWords,
  partyWords,
  recipientWords,
  taskWords,
  text,
  type FactWords,
  type Names,
  type NoticeWords,
  type Spoken,
} from './wordsParts.ts';

/** 准予补报 in the timeline. */
export function openedFact({ payload }: Spoken, names: Names): FactWords {
  const until = momentWords(payload['closes'], names);
  return {
    what: `准予 ${partyWords(payload['party'], names)} 补报${dutyWords(payload, names)}，至 ${until}`,
    why: `${recipientWords(text(payload['by']), names)}决定，理由：${text(payload['reason'])}；补报仍记迟报`,
  };
}

/** 准予补报 as the unit hears of it. */
export function openedNotice({ payload, process }: Spoken, names: Names): NoticeWords {
  const until = momentWords(payload['closes'], names);
  return {
    title: `【准予补报】${taskWords(process, names)} ${dutyWords(payload, names)}`,
    body: `这一期已截止填报，现准予补报，至 ${until}。理由：${text(payload['reason'])}。`,
    ask: `请在 ${until} 前补报`,
    ifNothing: '原判定不变',
  };
}

import { DEADLINES } from './obligation.ts';
import {
  momentWords,
  partyWords,
  regimeWords,
  stepRuleWords,
  text,
  type Names,
  type NoticeWords,
  type Spoken,
} from './wordsParts.ts';
import { openedNotice } from './wordsOpened.ts';
import { nextStepWords } from './wordsNextStep.ts';
import {
  actorWords,
  arrivalWords,
  levelWords,
  obstacleWords,
  ownerWords,
  stepTitle,
  subjectWords,
  versionWords,
} from './wordsVerify.ts';

type Tell = (notice: Spoken, names: Names) => NoticeWords;

const UNHARMED = '单位的判定不受影响';

const verifyTold: Readonly<Record<string, Tell>> = {
  'check-asked': (notice, names) => {
    const { payload } = notice;
    const limit = momentWords(payload['limitAt'], names);
    const level = levelWords(payload, names);
    return {
      title: `【${level}】${subjectWords(notice, names)}${versionWords(payload)}，限 ${limit}`,
      body: `${partyWords(payload['party'], names)}的报送已收到，请${level}。依据：${regimeWords(names)}“核实”一条。`,
      ask: `请在 ${limit} 前核实；事实不清、任务未完成的，写明理由退回`,
      ifNothing: `过半提醒一次，到期报告上级；${UNHARMED}`,
    };
  },
  'check-reminder': (notice, names) => {
    const { payload } = notice;
    const limit = momentWords(payload['limitAt'], names);
    const level = levelWords(payload, names);
    return {
      title: `【提醒】${level} ${subjectWords(notice, names)}，限 ${limit}`,
      body: `${partyWords(payload['party'], names)}的报送${versionWords(payload)}还没有${level}。依据：${regimeWords(names)}“核实”一条。`,
      ask: `请在 ${limit} 前核实或退回`,
      ifNothing: `到期报告上级；${UNHARMED}`,
    };
  },
  'check-overdue': (notice, names) => {
    const { payload } = notice;
    const level = levelWords(payload, names);
    const verifier = actorWords({ by: payload['verifier'] }, names);
    return {
      title: `【${level}逾期】${subjectWords(notice, names)}：${verifier}没有办理`,
      body: `${partyWords(payload['party'], names)}的报送${versionWords(payload)}应在 ${momentWords(payload['missed'], names)} 前${level}，至今没有办理。依据：${regimeWords(names)}“核实”一条。`,
      ask: `请${verifier}尽快核实或退回`,
      ifNothing: `一直挂账；${UNHARMED}`,
    };
  },
};

const returnTold: Readonly<Record<string, Tell>> = {
  'report-returned': (notice, names) => {
    const { payload } = notice;
    const limit = momentWords(payload['limitAt'], names);
    return {
      title: `【退回】${subjectWords(notice, names)}，限 ${limit} 前重新报送`,
      body: `${actorWords(payload, names)}核实后退回${versionWords(payload)}，理由：${text(payload['reason'])}。是否按时仍以第一次报送为准。`,
      ask: `请在 ${limit} 前改正后重新报送`,
      ifNothing: '到期未重新报送的，记为退回未报，按制度逐级催办',
    };
  },
  'resubmit-reminder': (notice, names) => {
    const { payload } = notice;
    const limit = momentWords(payload['limitAt'], names);
    return {
      title: `【提醒】${subjectWords(notice, names)}退回后尚未重新报送，限 ${limit}`,
      body: `${partyWords(payload['party'], names)}的报送已被退回，时限将到。`,
      ask: `请在 ${limit} 前重新报送`,
      ifNothing: '到期记为退回未报，按制度逐级催办',
    };
  },
};

/** A step taken for what was not sent again. */
function stepTold(notice: Spoken, names: Names): NoticeWords {
  const { payload } = notice;
  const title = stepTitle(payload, names);
  const missed = momentWords(payload['missed'], names);
  const duty = payload['duty'] === DEADLINES ? DEADLINES : text(payload['duty']);
  return {
    title: `【${title}】${subjectWords(notice, names)}退回未报`,
    body: `${partyWords(payload['party'], names)}的报送退回后，应在 ${missed} 前重新报送，至今未报。依据：${stepRuleWords(payload['step'], names)}，自该时限起算。`,
    ask: '请责任单位立即重新报送',
    ifNothing: nextStepWords(payload['step'], duty, names),
  };
}

const arrivalTold: Readonly<Record<string, Tell>> = {
  'arrival-claimed': (notice, names) => {
    const { payload } = notice;
    const limit = momentWords(payload['limitAt'], names);
    return {
      title: `【请确认】代录的到达时间：${subjectWords(notice, names)}`,
      body: `${actorWords({ by: payload['enteredBy'] }, names)}代录了${names.unit(text(payload['unit']))}的报送，称到达：${arrivalWords(payload, names)}。`,
      ask: `请核对依据，在 ${limit} 前确认或写明理由不予确认`,
      ifNothing: '到期失效，仍按系统收到的时间判定',
    };
  },
  'arrival-reminder': (notice, names) => {
    const { payload } = notice;
    const limit = momentWords(payload['limitAt'], names);
    return {
      title: `【提醒】代录的到达时间待确认：${subjectWords(notice, names)}，限 ${limit}`,
      body: `${names.unit(text(payload['unit']))}的报送称到达：${arrivalWords(payload, names)}。`,
      ask: `请在 ${limit} 前确认或不予确认`,
      ifNothing: '到期失效，仍按系统收到的时间判定',
    };
  },
  'arrival-confirmed': (notice, names) => ({
    title: `【已确认】${subjectWords(notice, names)}的到达时间`,
    body: `${actorWords(notice.payload, names)}确认：${arrivalWords(notice.payload, names)}。判定据此更正，原判定保留在台账。`,
  }),
  'arrival-refused': (notice, names) => ({
    title: `【不予确认】${subjectWords(notice, names)}的到达时间`,
    body: `${actorWords(notice.payload, names)}不予确认，理由：${text(notice.payload['reason'])}。仍按系统收到的时间判定。`,
  }),
  'arrival-lapsed': (notice, names) => ({
    title: `【未确认】${subjectWords(notice, names)}的到达时间`,
    body: `代录称到达：${arrivalWords(notice.payload, names)}；限期内没有确认，仍按系统收到的时间判定。`,
  }),
};

const obstacleTold: Readonly<Record<string, Tell>> = {
  obstacle: (notice, names) => {
    const { payload } = notice;
    return {
      title: `【需协调】${names.unit(text(payload['unit']))}：${obstacleWords(payload)}`,
      body: `随${subjectWords(notice, names)}报送提出，为本任务第${Number(payload['obstacle'])}项需协调事项。`,
      ask: '请列入下次调度会议，交办到人、写明时限',
      ifNothing: '一直列在待议事项中；报送单位的判定不变',
    };
  },
  'obstacle-assigned': (notice, names) => {
    const { payload } = notice;
    const until = momentWords(payload['until'], names);
    return {
      title: `【交办协调】${obstacleWords(payload)}，限 ${until}`,
      body: `${actorWords(payload, names)}交办，涉及${subjectWords(notice, names)}（${names.unit(text(payload['unit']))}提出）。`,
      ask: `请在 ${until} 前办结并报办理结果`,
      ifNothing: '过半提醒一次，到期告知督查室',
    };
  },
  'obstacle-reminder': (notice, names) => {
    const { payload } = notice;
    const until = momentWords(payload['until'], names);
    return {
      title: `【提醒】需协调事项尚未办结，限 ${until}`,
      body: `${obstacleWords(payload)}，涉及${subjectWords(notice, names)}。`,
      ask: `请在 ${until} 前办结并报办理结果`,
      ifNothing: '到期告知督查室',
    };
  },
  'obstacle-overdue': (notice, names) => {
    const { payload } = notice;
    return {
      title: `【逾期】需协调事项没有办结：${ownerWords(payload, names)}`,
      body: `${obstacleWords(payload)}，应在 ${momentWords(payload['until'], names)} 前办结，涉及${subjectWords(notice, names)}。`,
      ask: `请${ownerWords(payload, names)}尽快办结；确有困难的，由督查室重新交办`,
      ifNothing: '一直列在待议事项中',
    };
  },
  'obstacle-resolved': (notice, names) => {
    const { payload } = notice;
    return {
      title: `【已办结】需协调事项：${obstacleWords(payload)}`,
      body: `${actorWords(payload, names)}办结，结果：${text(payload['result'])}。`,
    };
  },
};

/** Notices about reports that have come: 核实、退回、代录、协调. */
export const verifyNotices: Readonly<Record<string, Tell>> = {
  ...verifyTold,
  ...returnTold,
  ...arrivalTold,
  ...obstacleTold,
  'entry-opened': openedNotice,
  'resubmit-remind': stepTold,
  'resubmit-urge': stepTold,
  'resubmit-letter': stepTold,
  'resubmit-report-up': stepTold,
  'resubmit-interview': stepTold,
};

import { epoch } from '../../domain/instant.ts';
import type { Names } from '../../domain/words.ts';
import { recipientWords } from '../../domain/wordsParts.ts';
import { momentShort } from '../../domain/timeWords.ts';
import type { TalkRow } from '../../store/deskTalks.ts';
import type { Called } from '../deskAnswers.ts';
import { ifNothing } from './deskGate.ts';
import { talkCard, TALK_PHASES_WORDS } from './deskTalk.ts';
import { limitMark, markOf, whenOf } from './deskWords.ts';
import type { DeskCampaign } from './deskWorld.ts';

/**
 * 被约谈: the interviews to which a unit is called, from the 约谈通知书 until they end, those that ask something of it first. What has
 * only been proposed is none of them: it is the approver's until he has decided.
 */
export function calledIn(
  world: DeskCampaign,
  talks: readonly TalkRow[],
  names: Names,
  actor: string,
): readonly Called[] {
  const open = talks.filter(({ served, phase }) => served && phase in TALK_PHASES_WORDS);
  const called = open.map((row) => calledOf(world, row, names, actor));
  const first = ({ meeting, limit }: Called) => (limit ?? meeting?.at)?.at;
  const place = (one: Called) => {
    const at = one.phase === 'scheduled' || one.phase === 'rectifying' ? first(one) : undefined;
    return at === undefined ? Infinity : epoch(at);
  };
  return called.toSorted((a, b) => place(a) - place(b) || (a.process < b.process ? -1 : 1));
}

function calledOf(world: DeskCampaign, row: TalkRow, names: Names, actor: string): Called {
  const card = talkCard(world, row, names, actor);
  const { phase, limitAt } = row;
  const isOurs = phase === 'rectifying';
  const late = isOurs ? limitMark(limitAt, world) : markOf('raised');
  return {
    process: row.process,
    ...{ campaign: world.id, campaignTitle: world.title, phase, phaseWords: card.phaseWords },
    mark: late.level === 'late' ? late : markOf('raised'),
    ...saidOf(row, world),
    meeting: meetingOf(world, row, names),
    ...{ reason: card.words, why: card.why },
    limit: isOurs && limitAt !== null ? whenOf(limitAt, world) : null,
    ifNothing: nothing(world, row),
    ...{ target: card.target, acts: card.acts },
  };
}

type Said = Pick<Called, 'title' | 'asked'>;

/** What has come to pass, and what is asked of the unit next. */
function saidOf({ phase, meeting, away }: TalkRow, { now, calendar }: DeskCampaign): Said {
  const at = meeting === null ? '' : momentShort(meeting.at, now, calendar.zone);
  switch (phase) {
    case 'scheduled':
      return meeting !== null && epoch(meeting.at) > epoch(now)
        ? {
            title: '请按时接受约谈',
            asked: '请主要负责人本人按时到场，并带齐材料；不得由他人代替。',
          }
        : {
            title: `约谈时间已到（${at}）`,
            asked: '等待督查室登记到场情况；到场的，本单位目前不必办理。',
          };
    case 'approved':
      return {
        title: '约谈另行安排',
        asked: '等待督查室另定时间地点，届时另送约谈通知书。',
      };
    case 'held':
      return {
        title: `已于 ${at} 接受约谈`,
        asked: '等待约谈纪要；整改时限自纪要送达起算，可先着手整改。',
      };
    case 'rectifying':
      return {
        title: '约谈后的整改',
        asked: '请按约谈纪要的要求整改，在时限之前报送整改情况，可附佐证材料。',
      };
    case 'verifying':
      return {
        title: '整改情况已报送',
        asked: '等待核实，结果会通知本单位；目前不必办理。',
      };
    default:
      return away
        ? { title: '未按要求接受约谈', asked: '已报告批准人，等待其决定后续处理。' }
        : {
            title: '整改未到位或逾期未报',
            asked: '已报告批准人，等待其决定后续处理；尚可补报的，请尽快补报整改情况。',
          };
  }
}

function meetingOf(world: DeskCampaign, { meeting }: TalkRow, names: Names): Called['meeting'] {
  if (meeting === null) return null;
  const { at, place, interviewer, bring = [], contact, number } = meeting;
  return {
    at: whenOf(at, world),
    place,
    interviewer: interviewer === undefined ? null : personWords(interviewer, names),
    bring: [...bring],
    contact: contact ?? null,
    number: number ?? null,
  };
}

/** Who talks to the unit: a post or role as the regime names it, or as the office has typed it. */
export function personWords(who: string, names: Names): string {
  return recipientWords(who.replace(/^post:/u, 'post/'), names);
}

function nothing(world: DeskCampaign, { phase, limitAt, meeting }: TalkRow): Called['ifNothing'] {
  if (phase === 'rectifying' && limitAt !== null) {
    return ifNothing(limitAt, '判为整改逾期，抄报上级，由批准人决定二次约谈或移送', world);
  }
  if (phase !== 'scheduled' || meeting === null || epoch(meeting.at) <= epoch(world.now))
    return null;
  return { at: meeting.at, words: '主要负责人不到场或由他人代替的，记为缺席并报告批准人' };
}

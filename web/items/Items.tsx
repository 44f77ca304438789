import { useAddress } from '../address/useAddress.ts';
import { Link, useNavigate } from '@tanstack/react-router';
import type { InputOf, OutputOf } from '../../client/operations.ts';
import { useRead } from '../api/hooks.ts';
import { codeOf } from '../api/problem.ts';
import { instantShort } from '../marks/instantShort.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session/useSession.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { ItemActs } from './ItemActs.tsx';
import { OpenItems } from './OpenItems.tsx';
import { RegisterItem } from './RegisterItem.tsx';
import './style.css';

type Phase = NonNullable<InputOf<'listItems'>['phase']>;
type Line = OutputOf<'listItems'>['items'][number];

const PHASES: readonly (readonly [Phase, string])[] = [
  ['waiting', '待立项'],
  ['approved', '已立项'],
  ['rejected', '未批准'],
  ['withdrawn', '已撤回'],
  ['lapsed', '逾期未批'],
];

/** 批示、会议、提案: items without a plan, from 登记 to 立项; the ledger follows them from there. */
export function Items() {
  const { phase, item } = useAddress();
  const navigate = useNavigate();
  // unless one is named, the server finds the campaign that takes items
  const { campaign } = useAddress();
  const { desk } = useSession();
  const { data, error, isPending, refetch } = useRead('listItems', {
    ...(campaign === undefined ? {} : { campaign }),
    ...(phase === undefined ? {} : { phase: phase as Phase }),
  });
  const none = ['items-not-kept', 'campaign-unclear'].includes(codeOf(error));
  const isOffice = desk?.actor === 'office';
  const go = (next: object) => void navigate({ to: '.', search: { campaign, ...next } });
  return (
    <>
      <h1>批示、会议和提案</h1>
      {isPending ? <Loading /> : null}
      {none ? (
        <Empty title="这里还没有可以登记事项的专项行动">
          <p>先在下面设立当年的日常督办；已经有的，请选择它。</p>
          <CampaignChoice />
        </Empty>
      ) : (
        <Failure error={error} again={() => void refetch()} />
      )}
      {isOffice ? <RegisterItem campaign={campaign} /> : null}
      {none ? null : (
        <label className="items-phase">
          看{' '}
          <select
            value={phase ?? ''}
            onChange={(event) => go(event.target.value === '' ? {} : { phase: event.target.value })}
          >
            <option value="">全部</option>
            {PHASES.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      {data === undefined ? null : (
        <List campaign={data.campaign} {...{ items: data.items, chosen: item }} />
      )}
      {isOffice ? <OpenItems /> : null}
    </>
  );
}

function List(props: {
  readonly campaign: string;
  readonly items: readonly Line[];
  readonly chosen: string | undefined;
}) {
  const { campaign, items, chosen } = props;
  if (items.length === 0) {
    return (
      <Empty title="还没有登记督办事项">
        <p>收到批示、会议议定事项或提案后，在上面登记；批准立项后自动进入台账。</p>
      </Empty>
    );
  }
  return (
    <ul className="items-list">
      {items.map((line) => (
        <li key={line.item} className="card" aria-current={line.item === chosen || undefined}>
          <h2>
            {line.number === null ? '' : `${line.number}　`}
            {line.phase === 'approved' ? (
              <Link to={paths.task(campaign, line.item)}>{line.title}</Link>
            ) : (
              line.title
            )}
          </h2>
          <p>
            {line.source} · {line.leader.replace(/^post:/u, '').replace('principal', '主要领导')} ·{' '}
            {line.on} · {PHASES.find(([value]) => value === line.phase)?.[1]}
            {line.limitAt === null ? '' : `（${instantShort(line.limitAt)} 前审批）`}
          </p>
          <p className="quiet">
            责任单位 {line.units.join('、')}
            {line.due === null ? '' : ` · 办结期限 ${line.due}`}
            {line.verdict === null ? '' : ` · ${line.verdict}`}
          </p>
          <ItemActs campaign={campaign} line={line} />
        </li>
      ))}
    </ul>
  );
}

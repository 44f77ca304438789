import { Link, useNavigate } from '@tanstack/react-router';
import { useId, useState, type SyntheticEvent } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { ListTable } from '../lists/ListTable.tsx';
import { paths } from '../paths.ts';
import { useSession } from '../session/useSession.ts';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Empty } from '../signs/Empty.tsx';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import '../acts/style.css';
import '../marks/style.css';
import './style.css';

type List = OutputOf<'listSamples'>;

/** 抽查: draws by lot from what has been reported, and every draw that was made. */
export function Samples() {
  const { campaign } = useCampaign();
  const { desk } = useSession();
  const { data, error, isPending, refetch } = useRead(
    'listSamples',
    campaign === undefined ? {} : { campaign },
    { enabled: campaign !== undefined },
  );
  return (
    <>
      <h1>抽查</h1>
      <CampaignChoice />
      <p className="quiet">
        从已报送的内容里抽签核查：谁被抽中由种子和编号算出，事后任何人都能照样重抽，得到同样的结果。
      </p>
      {isPending && campaign !== undefined ? <Loading /> : null}
      <Failure error={error} again={() => void refetch()} />
      {data === undefined ? null : (
        <>
          {desk?.actor === 'office' ? <Draw key={data.campaign} list={data} /> : null}
          <Draws list={data} />
        </>
      )}
    </>
  );
}

/** The form of a draw: from which period, how many, by which seed. */
function Draw({ list }: { readonly list: List }) {
  const id = useId();
  const navigate = useNavigate();
  const write = useWrite('drawSample');
  const [wish, setWish] = useState<Wished>({ scope: 0, count: '5', seed: '' });
  const change = (part: Partial<Wished>) => setWish((old) => ({ ...old, ...part }));
  const chosen = list.scopes[wish.scope];
  if (chosen === undefined) {
    return (
      <Empty title="还没有可以抽查的报送">
        <p>单位报送以后，按期列在这里，就可以抽签核查。</p>
      </Empty>
    );
  }
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const { duty, period } = chosen;
    write.mutate(
      { campaign: list.campaign, duty, period, count: Number(wish.count), seed: wish.seed },
      { onSuccess: ({ draw }) => void navigate({ to: paths.sample(draw) }) },
    );
  };
  return (
    <form className="card" aria-label="抽签" onSubmit={send}>
      <h2>抽一次</h2>
      <Wish {...{ scopes: list.scopes, wish, id }} onChange={change} />
      <p className="quiet" id={`${id}-hint`}>
        种子最好是当天公开、谁也不能挑选的数，如当天的开奖号码。同一期换种子再抽，会并列显示出来。
      </p>
      <Failure error={write.error} />
      <p className="acts-row">
        <button type="submit" className="acts-button main" disabled={write.isPending}>
          {write.isPending ? '正在抽取……' : '抽取并登记'}
        </button>
      </p>
    </form>
  );
}

/** What is wished for of a draw. */
interface Wished {
  /** The place of the period in the list. */
  readonly scope: number;
  readonly count: string;
  readonly seed: string;
}

function Wish(props: {
  readonly scopes: List['scopes'];
  readonly wish: Wished;
  /** What the ids of the fields begin with. */
  readonly id: string;
  readonly onChange: (part: Partial<Wished>) => void;
}) {
  const { scopes, wish, id, onChange } = props;
  const { scope, count, seed } = wish;
  return (
    <div className="samples-form">
      <p className="acts-field">
        <label htmlFor={`${id}-scope`}>从哪一期抽</label>
        <select
          id={`${id}-scope`}
          value={scope}
          onChange={({ target }) => onChange({ scope: Number(target.value) })}
        >
          {scopes.map(({ duty, period, words, received }, i) => (
            <option key={`${duty}/${period}`} value={i}>
              {words}（已收到 {received} 份）
            </option>
          ))}
        </select>
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-count`}>抽几份</label>
        <input
          id={`${id}-count`}
          type="number"
          required
          min={1}
          max={1000}
          value={count}
          onChange={({ target }) => onChange({ count: target.value })}
        />
      </p>
      <p className="acts-field">
        <label htmlFor={`${id}-seed`}>种子</label>
        <input
          id={`${id}-seed`}
          type="text"
          required
          maxLength={80}
          value={seed}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => onChange({ seed: target.value })}
        />
      </p>
    </div>
  );
}

const DRAWN = ['抽查范围', '抽取时间', '由谁', '范围内', '抽中', '已核查', '不属实（含部分）'];

function Draws({ list: { draws } }: { readonly list: List }) {
  if (draws.length === 0) {
    return (
      <Empty title="还没有抽查过">
        <p>抽取以后，每次抽查的范围、种子、抽中的各份和核查结果都列在这里。</p>
      </Empty>
    );
  }
  return (
    <section className="card" aria-labelledby="draws">
      <h2 id="draws">抽过的</h2>
      <ListTable label="历次抽查" heads={DRAWN} look="">
        {draws.map((one) => (
          <tr key={one.draw}>
            <th scope="row">
              <Link to={paths.sample(one.draw)}>{one.scope}</Link>{' '}
              <span className="quiet">种子 {one.seed}</span>
            </th>
            <td>{one.words}</td>
            <td>{one.by}</td>
            <td>{one.of}</td>
            <td>{one.drawn}</td>
            <td>{one.checked}</td>
            <td>{one.wrong}</td>
          </tr>
        ))}
      </ListTable>
    </section>
  );
}

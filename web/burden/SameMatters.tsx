import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useRead, useWrite } from '../api/hooks.ts';
import { ReasonAct } from '../forms/ReasonAct.tsx';
import '../forms/style.css';
import { CampaignChoice } from '../shell/CampaignChoice.tsx';
import { useCampaign } from '../shell/useCampaign.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';

type Matter = OutputOf<'listSameMatters'>['matters'][number];
type Suggestion = OutputOf<'suggestSameMatters'>['suggestions'][number];
type Named = Matter['one'];

/** 同一事项: tasks of two campaigns for which a unit reports once; a person confirms, alike words only suggest. */
export function SameMatters() {
  const { data, error } = useRead('listSameMatters', {});
  const [looking, setLooking] = useState(false);
  return (
    <section className="card">
      <h2>同一事项只报一次</h2>
      <p className="quiet">
        两个专项行动就同一件事要求同一单位报送的，确认后报一次，两边都收到，各按各的期限判定。
      </p>
      <Failure error={error} />
      {data?.matters.length === 0 ? <p>还没有确认过同一事项。</p> : null}
      <ul>
        {(data?.matters ?? []).map((matter) => (
          <Standing key={matter.id} matter={matter} />
        ))}
      </ul>
      {looking ? (
        <Suggestions />
      ) : (
        <button type="button" className="forms-other" onClick={() => setLooking(true)}>
          查找可能重复的任务
        </button>
      )}
    </section>
  );
}

function Standing({ matter }: { readonly matter: Matter }) {
  const end = useWrite('endSameMatter');
  return (
    <li>
      <Pair one={matter.one} other={matter.other} />（{matter.reason}）{' '}
      <ReasonAct
        label="取消"
        about={matter.one.title}
        busy={end.isPending}
        error={end.error}
        onSend={(reason) =>
          end.mutateAsync({ matter: matter.id, reason }).then(
            () => true,
            () => false,
          )
        }
      />
    </li>
  );
}

function Suggestions() {
  const { campaign, campaigns } = useCampaign();
  const enabled = campaign !== undefined;
  const { data, error, isPending } = useRead(
    'suggestSameMatters',
    { campaign: campaign ?? '' },
    { enabled },
  );
  return (
    <>
      <CampaignChoice />
      {enabled && isPending ? <Loading what="正在比对各专项行动的任务" /> : null}
      <Failure error={error} />
      {data?.suggestions.length === 0 ? (
        <p>
          {campaigns.length < 2
            ? '只有一个在办的专项行动，没有可以比对的。'
            : '没有找到由同一单位承担、内容相近的任务。'}
        </p>
      ) : null}
      <ul>
        {(data?.suggestions ?? []).map((found) => (
          <Suggested key={`${found.one.task} ${found.other.task}`} found={found} />
        ))}
      </ul>
    </>
  );
}

function Suggested({ found }: { readonly found: Suggestion }) {
  const confirm = useWrite('confirmSameMatter');
  const place = ({ campaign, task }: Named) => ({ campaign, task });
  return (
    <li>
      <Pair one={found.one} other={found.other} />
      <span className="quiet">
        {' '}
        相近 {found.likeness}%，都由{found.units.join('、')}承担{' '}
      </span>
      <ReasonAct
        label="确认为同一事项"
        about={found.one.title}
        busy={confirm.isPending}
        error={confirm.error}
        onSend={(reason) =>
          confirm.mutateAsync({ one: place(found.one), other: place(found.other), reason }).then(
            () => true,
            () => false,
          )
        }
      />
    </li>
  );
}

function Pair({ one, other }: { readonly one: Named; readonly other: Named }) {
  const words = ({ campaignTitle, no, title }: Named) => `${campaignTitle} ${no ?? ''} ${title}`;
  return (
    <>
      {words(one)} ⇄ {words(other)}
    </>
  );
}

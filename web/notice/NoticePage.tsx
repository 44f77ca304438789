import { useAddress } from '../address/useAddress.ts';
import { Link } from '@tanstack/react-router';
import { useRead } from '../api/hooks.ts';
import { saveFile } from '../files/saveFile.ts';
import { instantShort } from '../marks/instantShort.ts';
import { paths } from '../paths.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import '../acts/style.css';

/** 通知为何发出: the rule, the facts and the instants, in sentences; and the file that proves it. */
export function NoticePage() {
  const { notice = '' } = useAddress();
  const { data, error, isPending, refetch } = useRead('explain', { notice });
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return (
    <article className="card">
      <p className="quiet">这条通知为什么发出</p>
      <h1>{data.title}</h1>
      <p>
        {instantShort(data.at)} 送 {data.recipient}
      </p>
      <ol>
        {data.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <p className="acts-row">
        <button
          type="button"
          className="acts-button main"
          onClick={() => saveFile(`证据包-${data.id}.json`, data.proof, 'application/json')}
        >
          下载证据包
        </button>
        <Link to={paths.ledger} search={{ campaign: data.campaign }}>
          看台账
        </Link>
      </p>
      <p className="quiet">证据包不联网也能核对：改动任何一处都会被发现。</p>
    </article>
  );
}

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../client/operations.ts';
import { useAddress } from '../address/useAddress.ts';
import { useRead } from '../api/hooks.ts';
import { paths } from '../paths.ts';
import { useSession } from '../session/useSession.ts';
import { Failure } from '../signs/Failure.tsx';
import { Loading } from '../signs/Loading.tsx';
import { Why } from '../signs/Why.tsx';
import { OutcomeForm } from './OutcomeForm.tsx';
import './style.css';

type View = OutputOf<'showSample'>;
type Drawn = View['drawn'][number];

/** One draw: what was drawn and why, whether it holds when it is made again, and what was found. */
export function SamplePage() {
  const { draw = '' } = useAddress();
  const { data, error, isPending, refetch } = useRead('showSample', { draw });
  if (isPending) return <Loading />;
  if (data === undefined) return <Failure error={error} again={() => void refetch()} />;
  return (
    <>
      <Failure error={error} />
      <Head view={data} />
      <List view={data} />
    </>
  );
}

function Head({ view }: { readonly view: View }) {
  const { holds, flaws, since, others } = view;
  return (
    <header className="card">
      <p className="quiet">
        <Link to={paths.samples} search={{ campaign: view.campaign }}>
          抽查
        </Link>{' '}
        · {view.title}
      </p>
      <h1>{view.scope}抽查</h1>
      <p>
        {view.words} 由{view.by}抽取：已收到 {view.of.length} 份，抽 {view.drawn.length} 份。种子{' '}
        {view.seed}，编号 {view.draw}，已记入审计。
      </p>
      <p>
        <strong>{view.found}</strong>
      </p>
      {holds ? (
        <p>
          照样重抽一遍，结果相同，抽查成立。
          {since > 0 ? `此后又收到 ${since} 份，不在当时的范围内。` : ''} <How view={view} />
        </p>
      ) : (
        <p className="failure">抽查不成立：{flaws.join('；')}。</p>
      )}
      {others.length === 0 ? null : (
        <p>
          同一范围还抽过 {others.length} 次：
          {others.map((other) => (
            <Link key={other.draw} className="samples-other" to={paths.sample(other.draw)}>
              种子 {other.seed}
            </Link>
          ))}
        </p>
      )}
    </header>
  );
}

function How({ view }: { readonly view: View }) {
  return (
    <Why label="怎么抽的">
      范围内每一份都有编号；用种子和编号算出签号（SHA-256），签号从小到大，取前 {view.count} 份。
      {view.nextLot === null
        ? '范围内的全部抽中。'
        : `没有抽中的里面，最小的签号是 ${view.nextLot}。`}
      范围校验码 {view.setHash.slice(0, 16)}。
    </Why>
  );
}

function List({ view }: { readonly view: View }) {
  const { desk } = useSession();
  const [open, setOpen] = useState<string>();
  const [done, setDone] = useState('');
  const mayRecord = desk?.actor === 'office';
  return (
    <section className="card" aria-labelledby="drawn">
      <h2 id="drawn">抽中的 {view.drawn.length} 份</h2>
      {done === '' ? null : (
        <p className="acts-done" role="status">
          {done}
        </p>
      )}
      <ol className="samples-list">
        {view.drawn.map((one) => (
          <li key={one.key}>
            <One one={one} campaign={view.campaign} />
            {mayRecord ? (
              <button
                type="button"
                className="acts-button"
                aria-expanded={open === one.key}
                aria-label={`${wordsFor(one)}：${one.title}${one.units.join('、')}`}
                onClick={() => setOpen(open === one.key ? undefined : one.key)}
              >
                {wordsFor(one)}
              </button>
            ) : null}
            {open === one.key ? (
              <OutcomeForm
                draw={view.draw}
                drawn={one}
                onClose={() => setOpen(undefined)}
                onDone={(words) => {
                  setOpen(undefined);
                  setDone(`${one.title}（${one.units.join('、')}）${words}`);
                }}
              />
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function wordsFor({ outcomes }: Drawn): string {
  return outcomes.length === 0 ? '登记核查结果' : '更正核查结果';
}

function One({ one, campaign }: { readonly one: Drawn; readonly campaign: string }) {
  const { place, lot, no, title, units, occasion, outcomes, task } = one;
  const [newest, ...earlier] = outcomes;
  return (
    <>
      <p>
        <Link to={paths.task(campaign, task)}>
          {no === null ? '' : `${no} `}
          {title}
        </Link>
        {`　${units.join('、')}　${occasion} `}
        <Why label="为何抽中">
          签号 {lot}，在范围内从小到大排第 {place} 位。
        </Why>
      </p>
      {newest === undefined ? (
        <p className="quiet">还没有登记核查结果。</p>
      ) : (
        <p>
          <strong className={newest.result === 'true' ? 'level-normal' : 'level-late'}>
            {newest.resultWords}
          </strong>
          {newest.note === '' ? '' : `：${newest.note}`}{' '}
          <span className="quiet">
            {newest.words} {newest.by}登记
          </span>
          {newest.result === 'false' || newest.result === 'partly' ? (
            <>
              {' '}
              <Link to={paths.task(campaign, task)}>到任务页办理（退回补报、督办）</Link>
            </>
          ) : null}
        </p>
      )}
      {earlier.map(({ at, resultWords, note, words, by }) => (
        <p key={at} className="quiet">
          此前：{resultWords}
          {note === '' ? '' : `：${note}`}（{words} {by}登记，已更正）
        </p>
      ))}
    </>
  );
}

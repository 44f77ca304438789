import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { closeDoor } from '../api/door.ts';
import { Failure } from '../signs/Failure.tsx';
import { ActivateForm } from './ActivateForm.tsx';
import { linksIn } from './linksIn.ts';
import { PasteLinks } from './PasteLinks.tsx';
import { SetupDone } from './SetupDone.tsx';
import {
  firstOfficeKept,
  forgetFirstOffice,
  keepFirstOffice,
  openLinks,
  type FirstOffice,
  type Officer,
  type OpenedLink,
} from './setupLinks.ts';
import { SetupOfficer, type OfficerDone } from './SetupOfficer.tsx';
import { SetupSteps } from './SetupSteps.tsx';
import './style.css';

/** First start 首次启用: one person is taken through the three links, and on to the first account of the office. */
export function Setup() {
  const [waiting, setWaiting] = useState<readonly OpenedLink[]>([]);
  const [remaining, setRemaining] = useState<readonly Officer[] | undefined>();
  const [office, setOffice] = useState<FirstOffice | undefined>(firstOfficeKept);
  const [error, setError] = useState<unknown>();
  const finish = useFinish();
  const take = async (links: readonly string[]) => {
    setError(undefined);
    try {
      const opened = await openLinks(links);
      setWaiting((old) => [...old.filter(({ link }) => !links.includes(link)), ...opened]);
      setRemaining((old) => old ?? opened[0]?.opened.remaining);
    } catch (failed) {
      setError(failed);
    }
  };
  useLinkInAddress((links) => void take(links));
  const done = ({ remaining: left, first, link }: OfficerDone) => {
    setRemaining(left);
    if (first !== undefined) {
      keepFirstOffice(first);
      setOffice(first);
    }
    const rest = waiting.filter((one) => one.link !== link);
    setWaiting(rest);
    if (left.length > 0 || first?.link !== undefined) return;
    if (office?.link !== undefined) void take([office.link]);
  };
  const [present] = waiting;
  const isOver = present === undefined && remaining?.length === 0;
  const isFirstRun = present?.opened.purpose !== 'activation' || office?.link === present.link;
  return (
    <main className="bare session-door session-wide">
      <h1>{isFirstRun ? '首次启用' : '启用账号'}</h1>
      {isFirstRun ? <SetupSteps remaining={remaining} present={present?.opened.purpose} /> : null}
      <Failure error={error} />
      {present === undefined ? (
        isOver ? (
          <SetupDone office={office} />
        ) : (
          <PasteLinks
            remaining={remaining}
            office={office}
            onLinks={(text) => take(linksIn(text))}
          />
        )
      ) : present.opened.purpose === 'activation' ? (
        <ActivateForm key={present.link} {...present} onDone={finish} />
      ) : (
        <SetupOfficer key={present.link} present={present} office={office} onDone={done} />
      )}
    </main>
  );
}

/** The link stands behind `#`; it is taken out of sight as soon as it has been read. */
function useLinkInAddress(take: (links: readonly string[]) => void): void {
  useEffect(() => {
    const look = () => {
      const links = linksIn(window.location.hash);
      if (links.length === 0) return;
      window.history.replaceState(window.history.state, '', window.location.pathname);
      take(links);
    };
    look();
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
    // once for the page: `take` works on what the page holds at the time
  }, []);
}

function useFinish(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    forgetFirstOffice();
    closeDoor();
    queries.clear();
    void navigate({ to: '/' });
  };
}

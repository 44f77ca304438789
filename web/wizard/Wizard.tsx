import { Desk } from './Desk.tsx';
import { DeskList } from './DeskList.tsx';
import { DropFile } from './DropFile.tsx';
import { useWizard } from './useWizard.ts';
import '../forms/style.css';
import '../regime/style.css';
import './style.css';

/** 方案导入: from a dropped file to a started campaign; what was begun may be left and taken up again. */
export function Wizard() {
  const { search } = useWizard();
  if (search.desk !== undefined) return <Desk key={search.desk} id={search.desk} />;
  return (
    <>
      <h1>方案导入</h1>
      <DropFile />
      <DeskList />
    </>
  );
}

import { OwnDocument } from './OwnDocument.tsx';
import type { DeskView } from './steps.ts';
import { unitRows, unitsIn, UNIT_HEAD } from './unitTable.ts';

const HINT =
  '一行一家单位，只有“单位名称”必填；填报人、负责人不填的，按“联络员”“主要负责人”，没有人的写“空缺”。' +
  '填了“成员单位”的一行是一类单位，如“各镇、街道”。几个名称用顿号隔开。';

/** 单位名录 of the office, instead of the names that the plan prints. */
export function OwnUnits({ desk }: { readonly desk: DeskView }) {
  const { directory } = desk;
  const template = [[...UNIT_HEAD], ...unitRows(directory.table)];
  return (
    <OwnDocument
      desk={desk}
      field="units"
      title="单位名录"
      given={directory.yaml}
      faults={directory.faults}
      absent={`没有另给名录，按方案中写的名称，共 ${directory.units} 家单位。`}
      present={`已用给出的名录，共 ${directory.units} 家单位。`}
      table={{ hint: HINT, template, read: unitsIn }}
    />
  );
}

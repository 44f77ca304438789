import { useState } from 'react';
import type { NumberedRow } from '../files/tableText.ts';
import { TextField } from '../forms/TextField.tsx';
import { calendarIn, calendarRows, CALENDAR_HEAD } from './calendarTable.ts';
import { OwnDocument } from './OwnDocument.tsx';
import type { DeskView } from './steps.ts';

const HINT =
  '一行一段，“安排”写 放假、上班（调休）或 本机关停办；只一天的不写结束日期。周末本来休息，不必写。' +
  '表格会代替现用的日历：请在下载的表格上增减，不要只写新增的。';

/** 工作日历 of the office, instead of the one that comes with the product. */
export function OwnCalendar({ desk }: { readonly desk: DeskView }) {
  const { calendar } = desk;
  const [through, setThrough] = useState('');
  const frame = {
    ...{ id: calendar.id ?? 'own', version: calendar.version ?? 1 },
    ...(through === '' ? {} : { through }),
  };
  const read = (rows: readonly NumberedRow[]) => {
    const found = calendarIn(rows, frame);
    const until = found.through === undefined ? '' : `节假日安排公布至 ${found.through}。`;
    return { ...found, words: `${found.words}${until}` };
  };
  const template = [[...CALENDAR_HEAD], ...calendarRows(calendar.table)];
  const more = (
    <TextField
      label="节假日安排公布至"
      type="date"
      value={through}
      onChange={setThrough}
      optional
      hint="不填的，按表中最后一个放假的年度；此后的到期日只作暂定。"
    />
  );
  const announced = calendar.announcedThrough ?? '';
  return (
    <OwnDocument
      desk={desk}
      field="calendar"
      title="工作日历"
      given={calendar.text}
      faults={calendar.faults}
      absent={`用系统自带的日历（国务院办公厅公布的节假日安排，公布至 ${announced}）。`}
      present={`已用给出的日历，公布至 ${announced}。`}
      table={{ hint: HINT, template, read, more }}
    />
  );
}

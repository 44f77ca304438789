import { useEffect } from 'react';
import { useRead } from '../api/hooks.ts';
import { WhenText } from '../marks/WhenText.tsx';
import { Failure } from '../signs/Failure.tsx';
import type { Allowed, Values } from './allowed.ts';

/** 退回补报的新时限: shown before the report is returned, and confirmed with it. */
export function ReturnLimit(props: {
  readonly allowed: Allowed;
  readonly values: Values;
  readonly onDay: (day: string) => void;
}) {
  const { allowed, values, onDay } = props;
  const {
    task = '',
    campaign,
    fields = {},
  } = allowed.input as {
    readonly task?: string;
    readonly campaign?: string;
    readonly fields?: Readonly<Record<string, string>>;
  };
  const obligation = fields['obligation'] ?? values['fields.obligation'];
  const until = values['fields.until'];
  const { data, error } = useRead(
    'previewReturn',
    {
      task,
      ...(campaign === undefined ? {} : { campaign }),
      ...(obligation === undefined ? {} : { obligation }),
      ...(until ? { until } : {}),
    },
    { enabled: obligation !== undefined && obligation !== '' },
  );
  const day = data?.day;
  const confirmed = values['fields.confirm'];
  useEffect(() => {
    if (day !== undefined && day !== confirmed) onDay(day);
  }, [day, confirmed, onDay]);
  if (error) return <Failure error={error} />;
  if (data === undefined) return null;
  return (
    <p>
      退回后，单位须于{' '}
      <strong>
        <WhenText when={data.limit} />
      </strong>{' '}
      前补报（{data.rule}）。
    </p>
  );
}

import { TextField } from '../forms/TextField.tsx';

/** The campaign by its number: the security administrator sees no list of what is supervised. */
export function CampaignList(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <div className="forms-filters">
      <TextField
        label="专项行动编号"
        value={props.value}
        onChange={props.onChange}
        filter
        hint="如 c2026-001；只有一个在办时可不填。"
      />
    </div>
  );
}

import { TextField } from '../forms/TextField.tsx';

/** The six digits that the phone shows. */
export function CodeField(props: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly autoFocus?: boolean;
}) {
  const { value, onChange, label = '动态口令', autoFocus = false } = props;
  return (
    <TextField
      label={label}
      value={value}
      onChange={(text) => onChange(text.replace(/\D/gu, '').slice(0, 6))}
      inputMode="numeric"
      autoComplete="one-time-code"
      hint="手机身份验证器上现在显示的6位数字，每30秒换一次。"
      autoFocus={autoFocus}
    />
  );
}

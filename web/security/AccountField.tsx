import { useDeferredValue, useState } from 'react';
import { useRead } from '../api/hooks.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { TextField } from '../forms/TextField.tsx';

/** Chooses an account: a part of the name, the login or the unit narrows the list. */
export function AccountField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (account: string) => void;
}) {
  const { label, value, onChange } = props;
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words.trim());
  const { data } = useRead('listAccounts', {
    ...{ state: 'active' as const, limit: 100 },
    ...(wanted === '' ? {} : { words: wanted }),
  });
  const { data: chosen } = useRead('showAccount', { account: value }, { enabled: value !== '' });
  const found = data?.accounts ?? [];
  const isListed = found.some(({ account }) => account === value);
  const all = isListed || value === '' || chosen === undefined ? found : [chosen, ...found];
  const choices = all.map(({ account, name, login, unit }) => {
    const more = [login, unit].filter((one) => one !== null).join('，');
    return [account, more === '' ? name : `${name}（${more}）`] as const;
  });
  return (
    <>
      <TextField
        label={`${label}：查找`}
        type="search"
        value={words}
        onChange={setWords}
        filter
        hint="姓名、登录名或单位的一部分。"
      />
      <ChoiceField
        label={label}
        value={value}
        choices={[['', choices.length === 0 ? '没有符合的账号' : '请选择'], ...choices]}
        onChange={onChange}
      />
    </>
  );
}

import { TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';

interface AddressFieldProps {
  value: string;
  labelledBy: string;
  isDisabled: boolean;
  onChange: (value: string | null) => void;
}

function isAddress(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

/** An http address. It is taken with Enter or when the field is left, and only when it is one. */
export function AddressField({ value, labelledBy, isDisabled, onChange }: AddressFieldProps): JSX.Element {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [isWrong, setWrong] = useState(false);
  const take = (): void => {
    const address = text.trim();
    setWrong(address !== '' && !isAddress(address));
    if (address === value || (address !== '' && !isAddress(address))) return;
    onChange(address === '' ? null : address);
  };
  return (
    <TextInput
      aria-labelledby={labelledBy}
      type="url"
      inputMode="url"
      value={text}
      placeholder={t('quirks.settings.callbackUrl.usual')}
      error={isWrong ? t('quirks.notAnAddress') : undefined}
      disabled={isDisabled}
      spellCheck={false}
      autoComplete="off"
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={take}
      onKeyDown={({ key }) => {
        if (key === 'Enter') take();
      }}
    />
  );
}

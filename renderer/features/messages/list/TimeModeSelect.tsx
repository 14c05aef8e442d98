import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { TIME_MODES, type TimeMode } from './timeMode.ts';

const WIDTH_PX = 138;

/** How times stand in the list. */
export function TimeModeSelect({
  mode,
  onMode,
}: {
  mode: TimeMode;
  onMode: (mode: TimeMode) => void;
}): JSX.Element {
  const { t } = useTranslation();
  return (
    <NativeSelect
      w={WIDTH_PX}
      aria-label={t('messages.time.label')}
      value={mode}
      onChange={(event) => onMode(TIME_MODES.find((one) => one === event.currentTarget.value) ?? 'absolute')}
      data={TIME_MODES.map((one) => ({ value: one, label: t(`messages.time.${one}`) }))}
    />
  );
}

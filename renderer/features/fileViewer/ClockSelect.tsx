import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { LINE_CLOCKS, type LineClockChoice } from './useLineClock.ts';

/** By which clock the times of lines are shown. */
export function ClockSelect({ choice }: { choice: LineClockChoice }): JSX.Element {
  const { t } = useTranslation();
  const { clock, possible, choose } = choice;
  return (
    <NativeSelect
      aria-label={t('fileViewer.clock.label')}
      title={possible.includes('own') ? t('fileViewer.clock.label') : t('fileViewer.clock.compareFirst')}
      size="xs"
      value={clock}
      data={possible.map((one) => ({ value: one, label: t(`fileViewer.clock.${one}`) }))}
      onChange={({ currentTarget }) => {
        const wanted = LINE_CLOCKS.find((one) => one === currentTarget.value);
        if (wanted !== undefined) choose(wanted);
      }}
    />
  );
}

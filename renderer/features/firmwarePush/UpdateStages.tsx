import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { StageRow } from '../../ui/transfer/StageRow.tsx';
import { stagesOf } from './updateTone.ts';

/** The steps of an update in a row: which are done, which one it is at, and where it failed. */
export function UpdateStages({ update }: { update: FirmwareUpdate }): JSX.Element {
  const { t } = useTranslation();
  const stages = stagesOf(update).map(({ stage, number, mark }) => ({
    mark,
    words: t(`firmware.stages.${stage}`, { number }),
  }));
  return <StageRow label={t('firmware.stages.label')} stages={stages} />;
}

import { NativeSelect } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { CONFIGURATION_FORMATS } from '../../../../shared/configuration/formats/configurationFormatIds.ts';
import { useAction } from '../../../state/useAction.ts';
import { useHost } from '../../../state/useAppState.ts';
import { FailureText } from '../../../ui/FailureText.tsx';

/** Saves a configuration in the format that is chosen; secrets are not in it. */
export function SaveConfiguration({
  of,
}: {
  of: { stationId: string } | { snapshotId: string };
}): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { run, isBusy, isPossible, failure } = useAction();
  return (
    <>
      <NativeSelect
        aria-label={t('configuration.files.save')}
        value=""
        disabled={!isPossible || isBusy}
        data={[
          { value: '', label: t('configuration.files.save') },
          ...CONFIGURATION_FORMATS.map((format) => ({ value: format, label: format.toUpperCase() })),
        ]}
        onChange={({ currentTarget }) => {
          const format = CONFIGURATION_FORMATS.find((name) => name === currentTarget.value);
          if (format === undefined) return;
          void run(async (client) => {
            const { ticket, fileName } = await client.call('configuration.export', { ...of, format });
            await host.saveDownload(ticket, fileName);
          });
        }}
      />
      <FailureText failure={failure} />
    </>
  );
}

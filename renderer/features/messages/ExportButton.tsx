import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceFilter } from '../../../shared/trace/filter/traceFilter.ts';
import { useClient, useHost } from '../../state/useAppState.ts';
import { failureOf } from '../../state/failureOf.ts';

interface ExportButtonProps {
  filter: TraceFilter;
  isDisabled: boolean;
  onMessage: (message: string) => void;
}

/** Saves what the filter shows as Open OCPP Trace. */
export function ExportButton({ filter, isDisabled, onMessage }: ExportButtonProps): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const host = useHost();
  const [isBusy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    if (client === undefined) return;
    setBusy(true);
    try {
      const { ticket, fileName } = await client.call('export.prepare', { format: 'jsonl', filter });
      await host.saveDownload(ticket, fileName);
      onMessage(t('messages.export.made', { fileName }));
    } catch (error) {
      const { message, hint } = failureOf(error);
      onMessage([message, hint].filter(Boolean).join(' '));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Button onClick={() => void save()} disabled={isDisabled || client === undefined} loading={isBusy}>
      {t('messages.export.button')}
    </Button>
  );
}

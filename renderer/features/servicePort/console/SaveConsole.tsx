import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { useAction } from '../../../state/useAction.ts';
import { useHost } from '../../../state/useAppState.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { linesAsText, receivedAsBase64 } from './consoleFile.ts';
import type { ConsoleStore } from './consoleStore.ts';
import type { TextChoice } from './lineText.ts';

interface SaveConsoleProps {
  port: PortState;
  store: ConsoleStore;
  choice: TextChoice;
}

/** What the screen keeps, as a file: the lines as they are shown, or the bytes of the device as they came. */
export function SaveConsole({ port, store, choice }: SaveConsoleProps): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const times = useTimeFormats();
  const { isBusy, isPossible, failure, run } = useAction();
  const save = (ending: 'txt' | 'bin'): void =>
    void run(async (client) => {
      const fileName = `${port.stationId}-${times.utc(Date.now()).replaceAll(':', '-').slice(0, 19)}.${ending}`;
      const content =
        ending === 'txt'
          ? { text: linesAsText(store.lines(), choice, times) }
          : { base64: receivedAsBase64(store.lines()) };
      const { ticket, fileName: name } = await client.call('download.prepare', { fileName, ...content });
      await host.saveDownload(ticket, name);
    });
  return (
    <>
      <Button
        disabled={!isPossible || isBusy}
        onClick={() => save('txt')}
        title={t('port.console.saveTextTitle')}
      >
        {t('port.console.saveText')}
      </Button>
      <Button
        disabled={!isPossible || isBusy}
        onClick={() => save('bin')}
        title={t('port.console.saveRawTitle')}
      >
        {t('port.console.saveRaw')}
      </Button>
      <FailureText failure={failure} />
    </>
  );
}

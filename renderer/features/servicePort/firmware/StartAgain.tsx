import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';

/**
 * The way on after a push that was cut: nothing is resumed by itself, and no port is opened by itself either. Who knows what state the
 * charger is in opens it, has it looked at anew, and begins with the first block.
 */
export function StartAgain({ port, onAgain }: { port: PortState; onAgain: () => void }): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const { phase, profileId, line } = port;
  const isAway = phase === 'lost' || phase === 'closed';
  const wish = { path: port.port.path, line, ...(profileId === undefined ? {} : { profileId }) };
  return (
    <>
      <ToolRow>
        {isAway ? (
          <Button
            loading={isBusy}
            disabled={!isPossible}
            onClick={() => void run((client) => client.call('port.open', wish, { timeoutMs: 0 }))}
          >
            {t('port.push.open')}
          </Button>
        ) : (
          <Button disabled={!isPossible || phase !== 'ready'} onClick={onAgain}>
            {t('port.push.again')}
          </Button>
        )}
        {isAway && <span className="dim">{t('port.push.againWhen')}</span>}
      </ToolRow>
      <FailureText failure={failure} />
    </>
  );
}

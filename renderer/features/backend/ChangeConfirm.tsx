import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backend } from '../../../shared/configuration/backend/backend.ts';
import { isLoopbackPeer } from '../../../shared/configuration/backend/ownAddress.ts';
import type { ChangeRun, WantedChange } from '../../../shared/configuration/change.ts';
import { cutsOff } from '../../../shared/configuration/cutOff.ts';
import type { Station } from '../../../shared/station/station.ts';
import { noteStartedRun } from '../../state/startedRuns.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import classes from './BackendScreen.module.css';

interface ChangeConfirmProps {
  station: Station;
  backend: Backend;
  changes: readonly WantedChange[];
  origin?: ChangeRun['origin'];
  /** What the button says where nothing is cut off. */
  label?: string;
  onCancel?: () => void;
  onDone?: () => void;
}

/** Sends changes, after saying what they do to the connection with this Kerbside. */
export function ChangeConfirm(props: ChangeConfirmProps): JSX.Element {
  const { station, backend, changes, origin = 'edit', label, onCancel, onDone } = props;
  const { t } = useTranslation();
  const sentences = useCutOffs(station, backend, changes);
  const { isBusy, isPossible, failure, run } = useAction();
  const isCutting = sentences.length > 0;
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} className={classes.warning}>
          <Icon name="fault" size={14} />
          <span>{sentence}</span>
        </p>
      ))}
      <ToolRow>
        <Button
          variant="filled"
          color={isCutting ? 'red' : ''}
          loading={isBusy}
          disabled={!station.connected || !isPossible || changes.length === 0}
          onClick={() =>
            void run(async (client) => {
              const { id } = await client.call('configuration.change', {
                stationId: station.id,
                changes: [...changes],
                origin,
              });
              noteStartedRun(id);
              onDone?.();
            })
          }
        >
          {isCutting ? t('backend.sendAnyway') : (label ?? t('backend.send'))}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>{t('backend.cancel')}</Button>}
      </ToolRow>
      <FailureText failure={failure} />
    </>
  );
}

function useCutOffs(station: Station, backend: Backend, changes: readonly WantedChange[]): string[] {
  const listening = useTopic('listening');
  const { id: stationId, version } = station;
  if (version === undefined) return [];
  const isSameMachine = isLoopbackPeer(station.remoteAddress);
  const own = listening === undefined ? undefined : { ...listening, isSameMachine };
  const roles = new Map(backend.items.map(({ address, role }) => [address, role]));
  const describe = (key: string): { role?: string } | undefined => {
    const role = roles.get(key);
    return role === undefined ? undefined : { role };
  };
  return changes.flatMap((change) => {
    const item = backend.items.find(({ address }) => address === change.address);
    return cutsOff(change, item, { stationId, version, own, backend, describe }) ?? [];
  });
}

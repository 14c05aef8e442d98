import type { WantedChange } from '../../../../shared/configuration/change.ts';
import { cutsOff } from '../../../../shared/configuration/cutOff.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { remoteHost } from '../../../state/waitingAttempts.ts';
import type { Setting } from '../settings/setting.ts';

/** What a change would do to the connection with this Kerbside, in a sentence; nothing where it does nothing to it. */
export function useCutOff(station: Station): (change: WantedChange, setting: Setting) => string | undefined {
  const listening = useTopic('listening');
  const { id: stationId, version, remoteAddress } = station;
  const host = remoteHost(remoteAddress);
  const isSameMachine = host === '::1' || host.startsWith('127.');
  return (change, { item, knowledge }) => {
    if (version === undefined) return undefined;
    const own = listening === undefined ? undefined : { ...listening, isSameMachine };
    return cutsOff(change, item, { stationId, version, own, describe: () => knowledge });
  };
}

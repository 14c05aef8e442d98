import { useState } from 'react';
import type { Failure } from '../../shared/contract/failure.ts';
import type { PracticePortDevice } from '../../shared/practice/practiceCharger.ts';
import { useAction } from './useAction.ts';
import { useTopic } from './useAppState.ts';
import { navigate } from './useRoute.ts';
import { useShownWhenOpen } from './useShownWhenOpen.ts';

/** The profile that each of them is made after; without it they open as a plain console. */
const PROFILE_OF: Readonly<Record<PracticePortDevice, string>> = {
  rapi: 'openevse-rapi',
  modbus: 'heidelberg-energy-control',
  console: 'linux-uboot-console',
};

export interface PracticePortStart {
  isBusy: boolean;
  isPossible: boolean;
  failure: Failure | undefined;
  start: (device: PracticePortDevice) => void;
}

/** Starts a practice charger on a cable, opens its port, and goes there. */
export function usePracticePort(): PracticePortStart {
  const profiles = useTopic('portProfiles')?.profiles ?? [];
  const { isBusy, isPossible, failure, run } = useAction();
  const [opening, setOpening] = useState<string>();
  useShownWhenOpen(opening, () => {
    if (opening !== undefined) navigate({ screen: 'port', path: opening, tab: 'console' });
  });
  const start = (device: PracticePortDevice): void =>
    void run(async (client) => {
      const { path } = await client.call('practicePort.start', { device });
      const profile = profiles.find(({ id }) => id === PROFILE_OF[device]);
      setOpening(path);
      await client.call(
        'port.open',
        { path, ...(profile === undefined ? {} : { profileId: profile.id }) },
        { timeoutMs: 0 },
      );
    });
  return { isBusy, isPossible, failure, start };
}

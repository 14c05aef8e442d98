import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import {
  PRACTICE_PORT_DEVICES,
  type PracticePortDevice,
} from '../../../../shared/practice/practiceCharger.ts';
import { useAction } from '../../../state/useAction.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { navigate } from '../../../state/useRoute.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './PortsScreen.module.css';
import { useShownWhenOpen } from './useShownWhenOpen.ts';

/** The profile that each of them is made after; without it they open as a plain console. */
const PROFILE_OF: Readonly<Record<PracticePortDevice, string>> = {
  rapi: 'openevse-rapi',
  modbus: 'heidelberg-energy-control',
  console: 'linux-uboot-console',
};

/** Chargers on a cable to learn and try with: one click, no hardware. */
export function PracticePorts(): JSX.Element {
  const { t } = useTranslation();
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
  return (
    <section className={classes.section} aria-labelledby="practice-ports">
      <h2 id="practice-ports">{t('port.practice.title')}</h2>
      <p className="dim">{t('port.practice.text')}</p>
      <ToolRow>
        {PRACTICE_PORT_DEVICES.map((device) => (
          <Button
            key={device}
            disabled={!isPossible || isBusy}
            leftSection={<Icon name="plug" size={14} />}
            title={t(`port.practice.why.${device}`)}
            onClick={() => start(device)}
          >
            {t(`port.practice.${device}`)}
          </Button>
        ))}
      </ToolRow>
      <FailureText failure={failure} />
    </section>
  );
}

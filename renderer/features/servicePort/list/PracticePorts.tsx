import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { PRACTICE_PORT_DEVICES } from '../../../../shared/practice/practiceCharger.ts';
import { usePracticePort } from '../../../state/usePracticePort.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './PortsScreen.module.css';

/** Chargers on a cable to learn and try with: one click, no hardware. */
export function PracticePorts(): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, start } = usePracticePort();
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

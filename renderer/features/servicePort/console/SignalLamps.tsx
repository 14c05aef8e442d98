import { Button, Switch } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { canSend } from '../../../state/portTone.ts';
import { useAction } from '../../../state/useAction.ts';
import { Dot } from '../../../ui/Dot.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import classes from './Console.module.css';

const SET = ['dtr', 'rts'] as const;
const SEEN = ['cts', 'dsr', 'dcd', 'ri'] as const;
/** Long enough for what watches for a break at 300 baud. */
const BREAK_MS = 250;

/** The lines beside the data: those that the technician sets, and those that the device drives. */
export function SignalLamps({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const { signals, phase } = port;
  const { path } = port.port;
  const { isBusy, isPossible, failure, run } = useAction();
  const isReady = canSend(phase) && isPossible && !isBusy;
  const hasSet = SET.some((name) => signals[name] !== undefined);
  const seen = SEEN.filter((name) => signals[name] !== undefined);
  return (
    <div className={classes.lamps} role="group" aria-label={t('port.signals.title')}>
      {hasSet &&
        SET.map((name) => (
          <Switch
            key={name}
            label={name.toUpperCase()}
            title={t(`port.signals.${name}`)}
            checked={signals[name] === true}
            disabled={!isReady || signals[name] === undefined}
            onChange={(event) => {
              const isOn = event.currentTarget.checked;
              void run((client) => client.call('port.signals', { path, [name]: isOn }));
            }}
          />
        ))}
      {seen.map((name) => (
        <span key={name} className={classes.lamp} title={t(`port.signals.${name}`)}>
          <Dot
            tone={signals[name] === true ? 'ok' : 'off'}
            label={t(signals[name] === true ? 'port.signals.on' : 'port.signals.off')}
          />
          {name.toUpperCase()}
        </span>
      ))}
      {!hasSet && seen.length === 0 && <span className="dim">{t('port.signals.none')}</span>}
      <Button
        size="compact-xs"
        disabled={!isReady}
        title={t('port.signals.breakTitle', { ms: BREAK_MS })}
        onClick={() => void run((client) => client.call('port.signals', { path, breakMs: BREAK_MS }))}
      >
        {t('port.signals.break')}
      </Button>
      <FailureText failure={failure} />
    </div>
  );
}

import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortBanner, PortState } from '../../../../shared/service-port/portState.ts';
import { useAction } from '../../../state/useAction.ts';
import { Dot, type DotTone } from '../../../ui/Dot.tsx';
import { FailureText } from '../../../ui/FailureText.tsx';
import { RecordLink } from '../../../ui/RecordLink.tsx';
import { LoginForm } from './LoginForm.tsx';
import classes from './PortHead.module.css';

const TONES: Readonly<Record<PortBanner['level'], DotTone>> = {
  info: 'off',
  warning: 'warn',
  problem: 'bad',
};

/** Why the port is not open, and what has to be known while it is: an echo, another master, noise. */
export function PortBanners({ port }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const { failure, banners, stationId } = port;
  const { path } = port.port;
  const all: readonly PortBanner[] = [
    ...(failure === undefined ? [] : [{ ...failure, code: 'failure', level: 'problem' as const }]),
    ...banners,
  ];
  return (
    <div className={classes.banners} aria-live="polite">
      {all.map(({ code, level, sentence, remedy, seq }) => (
        <div key={sentence} className={classes.banner} data-level={level}>
          <Dot tone={TONES[level]} label={t(`transfer.level.${level}`)} />
          <p>
            {sentence} {seq !== undefined && <RecordLink stationId={stationId} seq={seq} />}{' '}
            {remedy !== undefined && <span className="dim">{remedy}</span>}
          </p>
          {code === 'login' && <LoginForm path={path} />}
          {code === 'other-master' && <TakeBus path={path} />}
        </div>
      ))}
    </div>
  );
}

/** Two masters disturb each other: the technician says that the other one is out of the way. */
function TakeBus({ path }: { path: string }): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <span>
      <Button
        loading={isBusy}
        disabled={!isPossible}
        title={t('port.head.takeBusTitle')}
        onClick={() => void run((client) => client.call('port.takeBus', { path }))}
      >
        {t('port.head.takeBus')}
      </Button>
      <FailureText failure={failure} />
    </span>
  );
}

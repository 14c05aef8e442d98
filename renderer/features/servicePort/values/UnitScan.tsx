import { Button, NumberInput } from '@mantine/core';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortProfileInfo } from '../../../../shared/service-port/portProfileInfo.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Values.module.css';

interface UnitScanProps {
  port: PortState;
  unit: NonNullable<PortProfileInfo['unit']>;
}

/** Which units of a bus answer, asked one after the other with a request that only reads. */
export function UnitScan({ port, unit }: UnitScanProps): JSX.Element {
  const { t } = useTranslation();
  const { path } = port.port;
  const [from, setFrom] = useState(Math.max(1, unit.from));
  const [to, setTo] = useState(Math.min(247, unit.to));
  const [found, setFound] = useState<readonly { unit: number; sentence: string }[]>();
  const scan = useAction();
  const use = useAction();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const isReady = port.phase === 'ready' && scan.isPossible;
  const start = (): void =>
    void scan.run(async (client) => {
      const controller = new AbortController();
      running.current = controller;
      setFound(undefined);
      setFound(
        await client.call('port.scanUnits', { path, from, to }, { timeoutMs: 0, signal: controller.signal }),
      );
    });
  return (
    <section className={classes.scan} aria-labelledby="unit-scan">
      <h2 id="unit-scan">{t('port.scan.title')}</h2>
      <p className="dim">{t('port.scan.text')}</p>
      <ToolRow>
        <NumberInput
          w={110}
          aria-label={t('port.scan.from')}
          min={1}
          max={247}
          allowDecimal={false}
          value={from}
          onChange={(value) => setFrom(typeof value === 'number' ? value : from)}
        />
        <span aria-hidden="true">–</span>
        <NumberInput
          w={110}
          aria-label={t('port.scan.to')}
          min={1}
          max={247}
          allowDecimal={false}
          value={to}
          onChange={(value) => setTo(typeof value === 'number' ? value : to)}
        />
        {scan.isBusy ? (
          <Button onClick={() => running.current?.abort()}>{t('port.scan.stop')}</Button>
        ) : (
          <Button disabled={!isReady || from > to} onClick={start}>
            {t('port.scan.start')}
          </Button>
        )}
        {scan.isBusy && <span role="status">{t('port.scan.running', { from, to })}</span>}
      </ToolRow>
      {scan.failure?.code !== 'cancelled' && <FailureText failure={scan.failure} />}
      <FailureText failure={use.failure} />
      {found?.length === 0 && <p role="status">{t('port.scan.nobody', { from, to })}</p>}
      <ul className={classes.units}>
        {found?.map((one) => (
          <li key={one.unit}>
            <b>{t('port.scan.unit', { unit: one.unit })}</b>
            <span>{one.sentence}</span>
            <Button
              size="compact-xs"
              disabled={!isReady || use.isBusy}
              onClick={() =>
                void use.run((client) =>
                  client.call(
                    'port.open',
                    {
                      path,
                      unit: one.unit,
                      ...(port.profileId === undefined ? {} : { profileId: port.profileId }),
                    },
                    { timeoutMs: 0 },
                  ),
                )
              }
            >
              {t('port.scan.use')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

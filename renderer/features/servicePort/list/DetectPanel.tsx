import { Button, Switch } from '@mantine/core';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { RateDetection, RateTrial } from '../../../../shared/service-port/rateDetection.ts';
import { usePort, usePortDetection, usePortProfile } from '../../../state/portTopics.ts';
import { isPortOpen } from '../../../state/portTone.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './PortsScreen.module.css';

interface DetectPanelProps {
  path: string;
  /** Where one is chosen, its settings are tried first. */
  profileId: string | undefined;
  /** What is set by hand, DTR and RTS too: a port that is not open is opened with it. */
  line: Partial<LineSettings> | undefined;
  onUse: (best: NonNullable<RateDetection['best']>) => void;
}

/** Finds out how the device talks: it listens, then asks with requests that only read. Each trial is shown. */
export function DetectPanel({ path, profileId, line, onUse }: DetectPanelProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const [mayAsk, setMayAsk] = useState(true);
  const port = usePort(path);
  // Nothing is known of a port before it was opened for the first time.
  const { state } = usePortDetection(port === undefined ? undefined : path);
  const [result, setResult] = useState<RateDetection>();
  const { isBusy, isPossible, failure, run } = useAction();
  const running = useRef<AbortController>(undefined);
  // Whoever leaves does not want the line to be taken by a search.
  useEffect(() => () => running.current?.abort(), []);
  const detection = isBusy ? state : (result ?? state);
  const best = detection?.best;
  const found = usePortProfile(best?.profileId);
  const start = (): void =>
    void run(async (client) => {
      const controller = new AbortController();
      running.current = controller;
      setResult(undefined);
      if (port === undefined || !isPortOpen(port.phase))
        await client.call('port.open', { path, ...(line === undefined ? {} : { line }) }, { timeoutMs: 0 });
      const wish = { path, mayAsk, ...(profileId === undefined ? {} : { profileIds: [profileId] }) };
      setResult(await client.call('port.detect', wish, { timeoutMs: 0, signal: controller.signal }));
    });
  return (
    <section className={classes.detect} aria-label={t('port.detect.title')}>
      <p className="dim">{t('port.detect.text')}</p>
      <ToolRow>
        <Switch
          label={t('port.detect.mayAsk')}
          title={t('port.detect.mayAskTitle')}
          checked={mayAsk}
          disabled={isBusy}
          onChange={(event) => setMayAsk(event.currentTarget.checked)}
        />
        {isBusy ? (
          <Button onClick={() => running.current?.abort()}>{t('port.detect.stop')}</Button>
        ) : (
          <Button disabled={!isPossible} onClick={start}>
            {t('port.detect.start')}
          </Button>
        )}
      </ToolRow>
      {failure?.code !== 'cancelled' && <FailureText failure={failure} />}
      {detection !== undefined && (
        <>
          <p role="status">{detection.sentence}</p>
          {detection.trials.length > 0 && (
            <div className={classes.scroller}>
              <table className={classes.trials}>
                <caption>{t('port.detect.trials')}</caption>
                <thead>
                  <tr>
                    <th>{t('port.detect.line')}</th>
                    <th>{t('port.detect.how')}</th>
                    <th>{t('port.detect.came')}</th>
                    <th>{t('port.detect.sense')}</th>
                    <th>{t('port.detect.what')}</th>
                  </tr>
                </thead>
                <tbody>
                  {detection.trials.map((trial) => (
                    <Trial key={keyOf(trial)} trial={trial} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      {best !== undefined && detection?.isRunning === false && (
        <ToolRow>
          <b>{[`${formats.count(best.baud)} ${best.format}`, found?.name].filter(Boolean).join(' · ')}</b>
          <Button variant="filled" onClick={() => onUse(best)}>
            {t('port.detect.use')}
          </Button>
        </ToolRow>
      )}
    </section>
  );
}

/** The same line may be tried several times: by listening, and by asking for different things. */
function keyOf({ baud, format, how, asked = '' }: RateTrial): string {
  return [baud, format, how, asked].join(' ');
}

function Trial({ trial }: { trial: RateTrial }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { baud, format, how, asked, receivedBytes, score, sentence } = trial;
  return (
    <tr>
      <td className="mono">{`${formats.count(baud)} ${format}`}</td>
      <td>
        {t(`port.detect.${how}`)}
        {asked !== undefined && <span className="mono dim"> {asked}</span>}
      </td>
      <td>{formats.amount(receivedBytes)}</td>
      <td>
        <meter min={0} max={1} low={0.3} high={0.7} optimum={1} value={score} aria-hidden="true" />{' '}
        {formats.percent(score * 100)}
      </td>
      <td>{sentence}</td>
    </tr>
  );
}

import { Button } from '@mantine/core';
import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { nextTry } from '../../../shared/ocpp/nextTry.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { CommandRun } from './commandRun.ts';
import classes from './Results.module.css';
import { parsedPayload } from './parsedPayload.ts';

interface NextTriesProps {
  version: OcppVersion;
  run: CommandRun;
  /** Sends it, or asks first where the action does harm. */
  onTry: (payload: string) => void;
}

/** What is known to help where a station did not do what was asked. */
export function NextTries({ version, run, onTry }: NextTriesProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const { action, payload, outcome } = run;
  const tries = useMemo(
    () =>
      outcome === undefined ? [] : nextTry({ version, action, payload: parsedPayload(payload), outcome }),
    [version, action, payload, outcome],
  );
  if (tries.length === 0) return undefined;
  return (
    <ul className={classes.tries} aria-label={t('commands.nextTry')}>
      {tries.map((one, index) => {
        const next = one.payload;
        return (
          <li key={one.label}>
            {next === undefined ? (
              <b>{one.label}</b>
            ) : (
              <Button onClick={() => onTry(JSON.stringify(next, undefined, 2))}>{one.label}</Button>
            )}
            {tries[index - 1]?.why !== one.why && <p className="dim">{one.why}</p>}
          </li>
        );
      })}
    </ul>
  );
}

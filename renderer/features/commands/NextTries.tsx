import { Button } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { LongNumbers } from '../../../shared/longNumbers.ts';
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
  const [numbers] = useState(() => new LongNumbers());
  const tries = useMemo(() => {
    if (outcome === undefined) return [];
    return nextTry({ version, action, payload: parsedPayload(payload, numbers), outcome });
  }, [version, action, payload, outcome, numbers]);
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
              <Button onClick={() => onTry(numbers.stringify(next, 2))}>{one.label}</Button>
            )}
            {tries[index - 1]?.why !== one.why && <p className="dim">{one.why}</p>}
          </li>
        );
      })}
    </ul>
  );
}

import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../shared/station/finding.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { Station } from '../../../shared/station/station.ts';
import { isTriggerUnsupported } from '../../../shared/station/unsupportedTrigger.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { OutcomeLine } from './OutcomeLine.tsx';
import { isConfirmed, quickCommand, type QuickChoice, type QuickCommandName } from './quickCommands.ts';
import classes from './QuickCommands.module.css';

interface QuickCommandRowProps {
  name: QuickCommandName;
  station: Station;
  connector: QuickChoice['connector'];
  idTag: string;
  /** Of all stations: what this one is known not to do is not offered. */
  findings: readonly Finding[];
}

const REQUEST_ID_MAX = 2 ** 31 - 1;

function newRequestId(): number {
  return 1 + Math.floor(Math.random() * REQUEST_ID_MAX);
}

interface ConfirmProps {
  name: QuickCommandName;
  subject: string | undefined;
  onYes: () => void;
  onNo: () => void;
}

function Confirm({ name, subject, onYes, onNo }: ConfirmProps): JSX.Element {
  const { t } = useTranslation();
  const key = name === 'reset' && subject === 'OnIdle' ? 'resetOnIdle' : name;
  return (
    <div
      className={classes.confirm}
      role="group"
      aria-label={t(`overview.commands.${name}`)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <p>{t(`overview.commands.confirm.${key}`)}</p>
      <span>
        <Button variant="filled" onClick={onYes} autoFocus>
          {t(`overview.commands.confirm.yes.${name}`)}
        </Button>
        <Button onClick={onNo}>{t('common.cancel')}</Button>
      </span>
    </div>
  );
}

export function QuickCommandRow(props: QuickCommandRowProps): JSX.Element {
  const { name, station, connector, idTag, findings } = props;
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const [isAsking, setIsAsking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const { id, version } = station;
  const choice = { connector, idTag, requestId: 1 };
  const command = version === undefined ? undefined : quickCommand(version, name, choice);

  const send = (): void => {
    setIsAsking(false);
    if (version === undefined) return;
    const ready = quickCommand(version, name, { ...choice, requestId: newRequestId() });
    if (ready === undefined) return;
    setOutcome(undefined);
    void run(async (client) => {
      // The core knows how long a station may take.
      setOutcome(
        await client.call(
          'command.call',
          { stationId: id, action: ready.action, payload: ready.payload },
          { timeoutMs: 0 },
        ),
      );
    });
  };

  const isUnsupported =
    command?.action === 'TriggerMessage' && isTriggerUnsupported(findings, id, command.subject ?? '');
  const isMissing = command === undefined || (name === 'start' && idTag === '');
  const isShown = !isAsking && outcome === undefined && failure === undefined;
  return (
    <li className={classes.row}>
      <Button
        justify="flex-start"
        fullWidth
        loading={isBusy}
        disabled={!isPossible || !station.connected || isMissing || isUnsupported}
        onClick={isConfirmed(name) ? () => setIsAsking(true) : send}
        aria-expanded={isConfirmed(name) ? isAsking : undefined}
      >
        {t(`overview.commands.${name}`)}
      </Button>
      <div aria-live="polite">
        {isAsking && (
          <Confirm name={name} subject={command?.subject} onYes={send} onNo={() => setIsAsking(false)} />
        )}
        {isShown && (
          <p className={classes.hint}>
            {command !== undefined && (
              <span className="mono">
                {command.action} {command.subject}
              </span>
            )}
            {isUnsupported && ` · ${t('findings.triggerUnsupported')}`}
            {isMissing && t(`overview.commands.missing.${name}`, { defaultValue: '' })}
          </p>
        )}
        {!isAsking && outcome !== undefined && <OutcomeLine stationId={id} outcome={outcome} />}
        <FailureText failure={failure} />
      </div>
    </li>
  );
}

import { Button, NumberInput } from '@mantine/core';
import { useEffect, useRef, useState, type JSX, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionInfo } from '../../../shared/ocpp/catalog/actionInfo.ts';
import type { Station } from '../../../shared/station/station.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { useNow } from '../../state/useNow.ts';
import { isRunning, type CommandRun } from './commandRun.ts';
import classes from './CommandsScreen.module.css';
import { dangerWords } from './dangerWords.ts';
import { useObstacle } from './useObstacle.ts';
import type { PayloadCheck } from './usePayloadCheck.ts';

interface SendBarProps {
  station: Station;
  info: ActionInfo | undefined;
  action: string;
  /** Nothing while the example is being made. */
  payload: string | undefined;
  check: PayloadCheck;
  /** Whether the core can be reached. */
  isLinked: boolean;
  latest: CommandRun | undefined;
  timeoutS: number;
  onTimeoutS: (timeoutS: number) => void;
  /** Whether the first of the two steps of a dangerous command was made. */
  isArmed: boolean;
  onArm: (isArmed: boolean) => void;
  onSend: () => void;
  onCancel: (id: number) => void;
  sendRef: RefObject<HTMLButtonElement | null>;
}

/** How the command is sent: at once, in two steps where it does harm, or not at all, with the reason. */
export function SendBar(props: SendBarProps): JSX.Element {
  const { station, info, action, payload, check, latest, timeoutS, onTimeoutS, isArmed, sendRef } = props;
  const { t } = useTranslation();
  const obstacle = useObstacle(station, props.isLinked);
  if (latest !== undefined && isRunning(latest)) return <Waiting run={latest} onCancel={props.onCancel} />;
  const isAnyway = check.state === 'invalid';
  const danger = info?.danger;
  if (danger !== undefined && isArmed && obstacle === undefined) {
    return (
      <Confirm
        warning={dangerWords(t, danger, payload ?? '')}
        label={t(isAnyway ? 'commands.send.confirmAnyway' : 'commands.send.confirm', { action })}
        onConfirm={props.onSend}
        onBack={() => props.onArm(false)}
      />
    );
  }
  return (
    <div className={classes.bar}>
      <Button
        ref={sendRef}
        variant="filled"
        color={isAnyway ? 'gray' : 'amber'}
        data-anyway={isAnyway || undefined}
        className={classes.send ?? ''}
        disabled={obstacle !== undefined || payload === undefined}
        aria-keyshortcuts="Control+Enter"
        title={t('commands.send.keys')}
        onClick={() => (danger === undefined ? props.onSend() : props.onArm(true))}
        leftSection={<Icon name="send" size={14} />}
      >
        {t(isAnyway ? 'commands.send.anyway' : 'commands.send.button')}
        {danger !== undefined && ' …'}
      </Button>
      <NumberInput
        className={classes.timeout ?? ''}
        aria-label={t('commands.timeout')}
        leftSection={<Icon name="clock" size={13} />}
        suffix={t('commands.seconds')}
        value={timeoutS}
        min={1}
        max={3600}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(value) => onTimeoutS(Math.max(1, Number(value)))}
      />
      {obstacle === undefined ? (
        <span className="dim">{isAnyway && t('commands.send.anywayHint')}</span>
      ) : (
        <span className={classes.obstacle} role="status">
          {obstacle}
        </span>
      )}
    </div>
  );
}

function Waiting({ run, onCancel }: { run: CommandRun; onCancel: (id: number) => void }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const now = useNow();
  const waitedMs = Math.max(0, now - run.startedAt);
  return (
    <div className={classes.bar}>
      <Button onClick={() => onCancel(run.id)}>{t('commands.send.cancel')}</Button>
      <span className="dim">
        {waitedMs < 1000
          ? t('commands.send.waiting', { action: run.action })
          : t('commands.send.waitingFor', { action: run.action, span: times.span(waitedMs) })}
      </span>
    </div>
  );
}

interface ConfirmProps {
  warning: string;
  label: string;
  onConfirm: () => void;
  onBack: () => void;
}

function Confirm({ warning, label, onConfirm, onBack }: ConfirmProps): JSX.Element {
  const { t } = useTranslation();
  const confirm = useRef<HTMLButtonElement>(null);
  // A double click on the first button must not be both steps.
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLive(true), 400);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => confirm.current?.focus(), []);
  return (
    <div className={classes.confirm} role="group" aria-label={t('commands.send.confirmLabel')}>
      <span className={classes.warningSign}>
        <Icon name="fault" />
      </span>
      <p role="alert">{warning}</p>
      <Button
        ref={confirm}
        className={classes.danger ?? ''}
        aria-disabled={!isLive}
        onClick={() => {
          if (isLive) onConfirm();
        }}
      >
        {label}
      </Button>
      <Button onClick={onBack}>{t('commands.send.back')}</Button>
    </div>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { rawFrameExample, rawFrameKind } from '../../../shared/ocpp/rawFrameKind.ts';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import { useClient } from '../../state/useAppState.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CommandHead } from './CommandHead.tsx';
import type { CommandWorkProps } from './CommandWork.tsx';
import classes from './CommandsScreen.module.css';
import { useObstacle } from './useObstacle.ts';

type RawFrameWorkProps = Pick<CommandWorkProps, 'station' | 'actions' | 'draft' | 'commandRuns'>;

/** A whole frame, typed by hand and sent exactly as it stands. */
export function RawFrameWork({ station, actions, draft, commandRuns }: RawFrameWorkProps): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const obstacle = useObstacle(station, client !== undefined);
  const { version = ASSUMED_VERSION, transport = 'json' } = station;
  const [example] = useState(() => rawFrameExample(version, transport, Date.now()));
  const frame = draft.edited ?? example;
  const { kind, action, id, issues, isOfTransport } = rawFrameKind(frame, transport);
  const send = (): void => {
    if (client !== undefined && obstacle === undefined) void commandRuns.sendRaw(client, frame);
  };
  return (
    <div className={classes.work} data-view="raw">
      <CommandHead
        groups={actions.groups}
        action={draft.action}
        description={t('commands.raw.description')}
        onChoose={draft.choose}
      />
      <div className={classes.rawPane}>
        <Textarea
          className={classes.rawFrame ?? ''}
          aria-label={t('commands.raw.label')}
          aria-describedby="raw-frame-kind"
          value={frame}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ currentTarget }) => draft.edit(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            send();
          }}
        />
      </div>
      <div className={classes.foot}>
        <div id="raw-frame-kind" className={classes.check} role="status" aria-live="polite">
          <p>{t(`commands.raw.kinds.${kind}`, { action: action || '?', id: id || '?' })}</p>
          {!isOfTransport && <p className={classes.answerIssue}>⚠ {t(`commands.raw.wrong.${transport}`)}</p>}
          {issues.map(({ code, message }) => (
            <p key={code + message} className={classes.answerIssue}>
              ⚠ {message}
            </p>
          ))}
        </div>
        <div className={classes.bar}>
          <Button
            variant="filled"
            className={classes.send ?? ''}
            disabled={obstacle !== undefined || frame === ''}
            aria-keyshortcuts="Control+Enter"
            title={t('commands.send.keys')}
            onClick={send}
            leftSection={<Icon name="send" size={14} />}
          >
            {t('commands.raw.send')}
          </Button>
          {obstacle === undefined ? (
            <span className="dim">{t('commands.raw.sendHint')}</span>
          ) : (
            <span className={classes.obstacle} role="status">
              {obstacle}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}

import { Button, NumberInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../shared/contract/failure.ts';
import type { PortInfo } from '../../../../shared/service-port/portInfo.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { usePort, usePortProfile } from '../../../state/portTopics.ts';
import { isPortOpen } from '../../../state/portTone.ts';
import { keepTypedPath } from '../../../state/savedPorts.ts';
import { useAction } from '../../../state/useAction.ts';
import { useShownWhenOpen } from '../../../state/useShownWhenOpen.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import { DetectPanel } from './DetectPanel.tsx';
import { LineFields } from './LineFields.tsx';
import { lineOf, NO_LINE, type LineDraft } from './lineDraft.ts';
import classes from './PortsScreen.module.css';
import { ProfileSelect } from './ProfileSelect.tsx';

function failureOfState(state: PortState | undefined): Failure | undefined {
  if (state?.failure === undefined) return undefined;
  const { sentence, remedy } = state.failure;
  return { code: 'unavailable', message: sentence, ...(remedy === undefined ? {} : { hint: remedy }) };
}

interface OpenFormProps {
  port: PortInfo;
  onOpened: () => void;
}

/** How a port is opened: as which device, with which line. Of a port that is open it changes both. */
export function OpenForm({ port, onOpened }: OpenFormProps): JSX.Element {
  const { t } = useTranslation();
  const { path } = port;
  const state = usePort(path);
  const isOpen = state !== undefined && isPortOpen(state.phase);
  const [profileId, setProfileId] = useState(state?.profileId);
  const [line, setLine] = useState<LineDraft>(NO_LINE);
  const [unit, setUnit] = useState(state?.unit);
  const [isDetecting, setDetecting] = useState(false);
  const profile = usePortProfile(profileId);
  const { isBusy, isPossible, failure, run } = useAction();
  // One that was open already is given other settings: that is waited for.
  const [opening, setOpening] = useState<string>();
  useShownWhenOpen(opening, onOpened);
  const settings = lineOf(line);
  // Of an earlier attempt, too: it says what to do before the next one.
  const refused = isBusy || isOpen ? undefined : failureOfState(state);
  const open = (): void =>
    void run(async (client) => {
      if (!isOpen) setOpening(path);
      await client.call(
        'port.open',
        {
          path,
          ...(profileId === undefined ? {} : { profileId }),
          ...(settings === undefined ? {} : { line: settings }),
          ...(profile?.unit === undefined ? {} : { unit: unit ?? profile.unit.default }),
        },
        { timeoutMs: 0 },
      );
      // No list has it.
      if (port.origin === 'typed') keepTypedPath(path);
      onOpened();
    });
  return (
    <form
      className={classes.open}
      aria-label={t('port.open.label', { path })}
      onSubmit={(event) => {
        event.preventDefault();
        if (settings !== undefined && isPossible) open();
      }}
    >
      <ProfileSelect value={profileId} port={port} onChange={setProfileId} />
      <LineFields
        path={path}
        draft={line}
        onChange={setLine}
        profile={profile}
        now={isOpen ? state.line : undefined}
      />
      {profile?.unit !== undefined && (
        <NumberInput
          className={classes.unit ?? ''}
          label={t('port.open.unit')}
          description={t('port.open.unitHint', { from: profile.unit.from, to: profile.unit.to })}
          placeholder={String(profile.unit.default)}
          min={0}
          max={255}
          allowDecimal={false}
          value={unit ?? ''}
          onChange={(value) => setUnit(typeof value === 'number' ? value : undefined)}
        />
      )}
      <ToolRow>
        <Button
          type="submit"
          variant="filled"
          loading={isBusy}
          disabled={!isPossible || settings === undefined}
        >
          {t(
            isOpen
              ? 'port.open.change'
              : (failure ?? refused) !== undefined
                ? 'port.open.retry'
                : 'port.open.open',
          )}
        </Button>
        <Button aria-expanded={isDetecting} onClick={() => setDetecting(!isDetecting)}>
          {t('port.detect.title')}
        </Button>
      </ToolRow>
      <FailureText failure={failure ?? refused} />
      {isDetecting && (
        <DetectPanel
          path={path}
          profileId={profileId}
          line={settings}
          onUse={({ baud, format, profileId: found, unit: at }) => {
            setLine({ ...line, baud: String(baud), format });
            if (found === undefined) return;
            setProfileId(found);
            setUnit(at);
          }}
        />
      )}
    </form>
  );
}

import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { WantedChange } from '../../../../shared/configuration/change.ts';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';
import type { Template } from '../../../../shared/configuration/template/template.ts';
import type { AppliedStation } from '../../../../shared/contract/methods/templateMethods.ts';
import { applyTemplate, type TemplateStation } from '../../../state/templateWork.ts';
import { useAction } from '../../../state/useAction.ts';
import { useStationName } from '../../../state/useStationName.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { SecretForm } from '../runs/SecretForm.tsx';
import { PlainValue } from '../settings/ValueText.tsx';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Templates.module.css';

interface ApplyPanelProps {
  template: Template;
  /** Those that were checked. */
  stations: readonly TemplateStation[];
  onDone: () => void;
}

/** What would be sent to each charger, before it is; secrets are asked for here and kept nowhere. */
export function ApplyPanel({ template, stations, onDone }: ApplyPanelProps): JSX.Element {
  const { t } = useTranslation();
  const nameOf = useStationName();
  const { isBusy, isPossible, failure, run } = useAction();
  const [secrets, setSecrets] = useState<readonly WantedChange[]>();
  const fitting = stations.filter(({ plan, check }) => plan !== undefined && check?.notFor === undefined);
  const secretKeys = template.rules.filter(({ secret }) => secret === true).map(({ key }) => key);
  const isAsking =
    secrets === undefined && fitting.some(({ plan }) => (plan?.missingSecrets.length ?? 0) > 0);
  const hasSecrets = secrets !== undefined && secrets.length > 0;
  const counts = fitting.map(
    ({ plan }) => (plan?.changes.length ?? 0) + (hasSecrets ? (plan?.missingSecrets.length ?? 0) : 0),
  );
  const count = counts.reduce((sum, own) => sum + own, 0);
  const sendable = fitting.filter((_station, index) => (counts[index] ?? 0) > 0);
  /** Chargers on a cable that hold it back until it is confirmed. */
  const [held, setHeld] = useState<readonly AppliedStation[]>([]);
  const send = (stationIds: readonly string[], isConfirmed = false): void =>
    void run(async (client) => {
      const applied = await applyTemplate(client, stationIds, { secrets: secrets ?? [], isConfirmed });
      const asks = applied.filter(
        ({ stationId, failure: why }) => isCableId(stationId) && why?.code === 'conflict',
      );
      setHeld(asks);
      if (asks.length === 0) onDone();
    });
  return (
    <section className={classes.apply} aria-label={t('configuration.templates.preview')}>
      <h3>{t('configuration.templates.preview')}</h3>
      {isAsking && <SecretForm addresses={secretKeys} onDone={setSecrets} onCancel={() => setSecrets([])} />}
      {stations.map((station) => (
        <StationPlan key={station.stationId} station={station} hasSecrets={hasSecrets} />
      ))}
      <ToolRow>
        <Button
          variant="filled"
          disabled={!isPossible || isBusy || count === 0 || held.length > 0}
          onClick={() => send(sendable.map(({ stationId }) => stationId))}
        >
          {t('configuration.templates.send', { count, stations: sendable.length })}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </ToolRow>
      <FailureText failure={failure} />
      {held.length > 0 && (
        <>
          {held.map(({ stationId, failure: why }) => (
            <div key={stationId}>
              <b>{nameOf(stationId)}</b>
              <FailureText failure={why} />
            </div>
          ))}
          <ToolRow>
            <Button
              variant="outline"
              color="red"
              disabled={!isPossible || isBusy}
              onClick={() =>
                send(
                  held.map(({ stationId }) => stationId),
                  true,
                )
              }
            >
              {t('configuration.changes.sendAnyway')}
            </Button>
          </ToolRow>
        </>
      )}
    </section>
  );
}

function StationPlan({
  station,
  hasSecrets,
}: {
  station: TemplateStation;
  hasSecrets: boolean;
}): JSX.Element {
  const { t } = useTranslation();
  const nameOf = useStationName();
  const { stationId, check, plan, failure } = station;
  if (plan === undefined || check?.notFor !== undefined) {
    return (
      <p className={classes.cannot}>
        {nameOf(stationId)}: {check?.notFor ?? failure?.message}
      </p>
    );
  }
  const values = new Map(check?.results.map(({ address, value }) => [address, value]));
  const given = hasSecrets ? plan.missingSecrets : [];
  return (
    <div className={classes.plan}>
      <h4>
        {nameOf(stationId)}: {t('configuration.changes.count', { count: plan.changes.length + given.length })}
      </h4>
      <ul>
        {plan.changes.map(({ address, value }) => (
          <li key={address}>
            <span className="mono">{address}</span>:{' '}
            <PlainValue value={values.get(address)} isSecret={false} /> <span aria-hidden="true">→</span>{' '}
            <PlainValue value={value} isSecret={false} />
          </li>
        ))}
        {given.map((address) => (
          <li key={address}>
            <span className="mono">{address}</span> <span aria-hidden="true">→</span>{' '}
            <PlainValue value="" isSecret />
          </li>
        ))}
        {plan.cannot
          .filter(({ address }) => !given.includes(address))
          .map(({ address, sentence }) => (
            <li key={address} className={classes.cannot}>
              <span className="mono">{address}</span>: {sentence}
            </li>
          ))}
      </ul>
    </div>
  );
}

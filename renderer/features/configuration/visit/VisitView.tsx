import { Button } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../../shared/station/station.ts';
import { configurationEditsOf, useConfigurationEdits } from '../../../state/configurationEdits.ts';
import { formatRoute } from '../../../state/route.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { useStationName } from '../../../state/useStationName.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { RecordLinks } from '../RecordLinks.tsx';
import { PlainValue } from '../settings/ValueText.tsx';
import { backPlan, type BackPlan } from './backPlan.ts';
import { ToolRow } from '../../../ui/ToolRow.tsx';
import classes from './Visit.module.css';
import { visitChanges, type VisitChange } from './visitChanges.ts';
import { visitText } from './visitText.ts';

/** Everything that was changed since the session began, and the way to put it back. */
export function VisitView({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const runs = useTopic('changeRuns');
  const [isAll, setAll] = useState(false);
  const changes = useMemo(() => visitChanges(runs ?? []), [runs]);
  const own = changes.filter(({ stationId }) => stationId === station.id);
  const shown = isAll ? changes : own;
  const hasOthers = changes.length > own.length;
  if (shown.length === 0) {
    return (
      <section className={classes.empty} aria-label={t('configuration.views.visit')}>
        <h2>{t('configuration.visit.none')}</h2>
        <p className="dim">{t('configuration.visit.noneText')}</p>
        {hasOthers && <Button onClick={() => setAll(true)}>{t('configuration.visit.all')}</Button>}
      </section>
    );
  }
  return (
    <section className={classes.screen} aria-label={t('configuration.views.visit')}>
      <header>
        <p role="status">{t('configuration.visit.count', { count: shown.length })}</p>
        <ToolRow>
          {hasOthers && (
            <Button aria-pressed={isAll} onClick={() => setAll(!isAll)}>
              {t(isAll ? 'configuration.visit.one' : 'configuration.visit.all')}
            </Button>
          )}
          <CopyButton
            text={visitText(t, shown, (at) => times.local(at))}
            what={t('configuration.visit.copy')}
          />
        </ToolRow>
      </header>
      <PutBack station={station} changes={own} />
      <table className={classes.table}>
        <thead>
          <tr>
            {isAll && <th scope="col">{t('configuration.visit.station')}</th>}
            <th scope="col">{t('configuration.columns.name')}</th>
            <th scope="col">{t('configuration.visit.before')}</th>
            <th scope="col">{t('configuration.visit.now')}</th>
            <th scope="col">{t('configuration.visit.when')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <ChangeRow
              key={`${change.stationId} ${change.address}`}
              change={change}
              hasStation={isAll}
              isOwn={change.stationId === station.id}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ChangeRowProps {
  change: VisitChange;
  hasStation: boolean;
  /** Of the station that is shown. What changed on another one is put back at that one. */
  isOwn: boolean;
}

function ChangeRow({ change, hasStation, isOwn }: ChangeRowProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const nameOf = useStationName();
  const { stationId, address, isSecret, before, now, at, isBack, isUncertain, needsRestart, seqs, count } =
    change;
  const remarks = [
    isBack ? t('configuration.visit.isBack') : '',
    isUncertain ? t('configuration.visit.isUncertain') : '',
    needsRestart ? t('configuration.warning.restart') : '',
    count > 1 ? t('configuration.visit.times', { count }) : '',
  ].filter(Boolean);
  return (
    <tr data-back={isBack || undefined}>
      {hasStation && (
        <td>
          <a href={formatRoute({ screen: 'station', stationId, tab: 'configuration', view: 'visit' })}>
            {nameOf(stationId)}
          </a>
        </td>
      )}
      <th scope="row" className="mono">
        {address}
      </th>
      <td>
        <PlainValue value={isSecret ? '' : before} isSecret={isSecret} />
      </td>
      <td>
        <span className={classes.now}>
          <span aria-hidden="true">{isBack ? '=' : '≠'}</span>
          <PlainValue value={isSecret ? '' : now} isSecret={isSecret} />
        </span>
        {remarks.length > 0 && <p className={classes.remark}>{remarks.join(' ')}</p>}
      </td>
      <td>
        <span className="mono dim">{times.shortClock(at)}</span>{' '}
        <RecordLinks stationId={stationId} seqs={seqs} />
      </td>
      <td className={classes.putBack}>{isOwn && !isBack && <PutOneBack change={change} />}</td>
    </tr>
  );
}

/** Collects the way back of one setting; the list of changes sends it. */
function PutOneBack({ change }: { change: VisitChange }): JSX.Element {
  const { t } = useTranslation();
  const { stationId, address } = change;
  const edits = useConfigurationEdits(stationId);
  const { changes, cannot } = backPlan([change]);
  const [wanted] = changes;
  const [reason] = cannot;
  if (wanted === undefined) {
    return (
      <span className="dim">
        {reason !== undefined &&
          t('configuration.visit.stays', { reason: t(`configuration.visit.cannot.${reason.reason}`) })}
      </span>
    );
  }
  if (edits.get(address)?.value === wanted.value) {
    return <span className="dim">{t('configuration.visit.collected')}</span>;
  }
  return (
    <Button
      aria-label={t('configuration.visit.putBackOf', { name: address })}
      onClick={() =>
        configurationEditsOf(stationId).collect(changes, {
          origin: 'undo',
          name: t('configuration.visit.found'),
        })
      }
    >
      {t('configuration.visit.putBack')}
    </Button>
  );
}

/** One button that makes the plan; the plan goes into the list of changes, where it is looked through and sent. */
function PutBack({
  station,
  changes,
}: {
  station: Station;
  changes: readonly VisitChange[];
}): JSX.Element | undefined {
  const { t } = useTranslation();
  const [plan, setPlan] = useState<BackPlan>();
  if (changes.every(({ isBack }) => isBack)) {
    return changes.length === 0 ? undefined : (
      <p className={classes.allBack}>✓ {t('configuration.visit.allBack')}</p>
    );
  }
  if (plan === undefined) {
    return (
      <Button variant="filled" className={classes.back ?? ''} onClick={() => setPlan(backPlan(changes))}>
        {t('configuration.visit.back')}
      </Button>
    );
  }
  return (
    <div className={classes.plan} role="status">
      <p>{t('configuration.undo.goes', { count: plan.changes.length })}</p>
      {plan.cannot.length > 0 && (
        <ul>
          {plan.cannot.map(({ address, reason }) => (
            <li key={address}>
              <span className="mono">{address}</span>: {t(`configuration.visit.cannot.${reason}`)}
            </li>
          ))}
        </ul>
      )}
      <ToolRow>
        <Button
          variant="filled"
          disabled={plan.changes.length === 0}
          onClick={() => {
            configurationEditsOf(station.id).collect(plan.changes, {
              origin: 'undo',
              name: t('configuration.visit.found'),
            });
            setPlan(undefined);
          }}
        >
          {t('configuration.undo.collect', { count: plan.changes.length })}
        </Button>
        <Button onClick={() => setPlan(undefined)}>{t('common.cancel')}</Button>
      </ToolRow>
    </div>
  );
}

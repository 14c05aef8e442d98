import { Button } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backend } from '../../../shared/configuration/backend/backend.ts';
import { slotNumbers } from '../../../shared/configuration/backend/backendOf.ts';
import type { ProfileEnd } from '../../../shared/configuration/backend/networkProfile.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useRestart } from '../../state/useRestart.ts';
import { DotLine } from '../../ui/DotLine.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { RecordLink } from '../../ui/RecordLink.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import classes from './BackendScreen.module.css';
import { ChangeConfirm } from './ChangeConfirm.tsx';
import { ProfileForm } from './ProfileForm.tsx';

/** Where a station keeps the order of its slots, unless it tells another place. */
const ORDER = 'OCPPCommCtrlr.NetworkConfigurationPriority';

interface NetworkStepsProps {
  station: Station;
  backend: Backend | undefined;
  /** A slot was filled, or was to be. */
  onFilled: () => void;
}

/** The three steps to another central system in OCPP 2.x: fill a slot, put it first, restart (B09, B10). */
export function NetworkSteps({ station, backend, onFilled }: NetworkStepsProps): JSX.Element {
  const { t } = useTranslation();
  const [filled, setFilled] = useState<{ slot: number; end: ProfileEnd }>();
  return (
    <section aria-labelledby="backend-steps">
      <h2 id="backend-steps">{t('backend.steps.title')}</h2>
      <ol className={classes.steps}>
        <li>
          <h3>{t('backend.steps.fill')}</h3>
          <p className="dim">{t('backend.steps.fillSaid')}</p>
          <ProfileForm
            station={station}
            backend={backend}
            onEnd={(slot, end) => {
              setFilled({ slot, end });
              onFilled();
            }}
          />
          {filled !== undefined && (
            <p className={classes.verdict} role="status">
              <DotLine tone={filled.end.isDone ? 'ok' : 'bad'}>
                {filled.end.sentence} <Proof stationId={station.id} seqs={filled.end} />
              </DotLine>
            </p>
          )}
        </li>
        <li>
          <h3>{t('backend.steps.order')}</h3>
          <p className="dim">{t('backend.steps.orderSaid')}</p>
          {backend !== undefined && (
            <OrderStep
              station={station}
              backend={backend}
              filled={filled?.end.isDone === true ? filled.slot : undefined}
            />
          )}
        </li>
        <li>
          <h3>{t('backend.steps.restart')}</h3>
          <p className="dim">{t('backend.steps.restartSaid')}</p>
          <RestartStep station={station} />
        </li>
      </ol>
    </section>
  );
}

function Proof(props: {
  stationId: string;
  seqs: Pick<Outcome, 'requestSeq' | 'responseSeq'>;
}): JSX.Element | undefined {
  const seq = props.seqs.responseSeq ?? props.seqs.requestSeq;
  return seq === undefined ? undefined : <RecordLink stationId={props.stationId} seq={seq} />;
}

interface OrderStepProps {
  station: Station;
  backend: Backend;
  filled: number | undefined;
}

function OrderStep({ station, backend, filled }: OrderStepProps): JSX.Element {
  const { t } = useTranslation();
  const item = backend.items.find(({ role }) => role === 'network-profile-order');
  const [slot, setSlot] = useState<number>();
  const order = slotNumbers(item?.value);
  const known = [
    ...new Set([
      ...order,
      ...backend.slots.map((one) => one.slot),
      ...(filled === undefined ? [] : [filled]),
    ]),
  ];
  const first = slot ?? filled ?? order[0];
  const value = first === undefined ? '' : [first, ...order.filter((one) => one !== first)].join(',');
  const isChange = value !== '' && value !== item?.value;
  return (
    <>
      <p className={classes.verdict}>
        {item?.value === undefined
          ? t('backend.steps.orderUnknown')
          : t('backend.steps.orderNow', { order: item.value })}
      </p>
      <ToolRow label={t('backend.steps.first')}>
        {known.map((one) => (
          <Button key={one} aria-pressed={one === first} onClick={() => setSlot(one)}>
            {t('backend.steps.firstSlot', { slot: one })}
          </Button>
        ))}
      </ToolRow>
      {isChange && <p className={classes.verdict}>{t('backend.steps.orderThen', { order: value })}</p>}
      <ChangeConfirm
        station={station}
        backend={backend}
        changes={isChange ? [{ address: item?.address ?? ORDER, value }] : []}
        label={t('backend.steps.sendOrder')}
      />
    </>
  );
}

function RestartStep({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const { hindrance, isBusy, isPossible, failure, outcome, restart } = useRestart(station);
  return (
    <>
      <ToolRow>
        <Button loading={isBusy} disabled={!isPossible} onClick={restart}>
          {t('backend.steps.restartNow')}
        </Button>
        {hindrance !== undefined && (
          <span className={classes.reason}>
            {t(`configuration.restart.${hindrance.reason}`, { count: hindrance.count })}
          </span>
        )}
      </ToolRow>
      <FailureText failure={failure} />
      {outcome !== undefined && (
        <p className={classes.verdict} role="status">
          {outcome.outcome === 'answered'
            ? t('backend.steps.restarted')
            : (outcome.description ?? t('backend.steps.notRestarted'))}{' '}
          <Proof stationId={station.id} seqs={outcome} />
        </p>
      )}
    </>
  );
}

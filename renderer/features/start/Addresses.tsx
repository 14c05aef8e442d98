import { useState, type JSX } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { NetworkAddress } from '../../../shared/session/listening.ts';
import { isLoopbackOnly, sortAddresses } from '../../state/addressForms.ts';
import { useTopic } from '../../state/useAppState.ts';
import { Icon } from '../../ui/Icon.tsx';
import { AddressCard } from './AddressCard.tsx';
import { AddressHints } from './AddressHints.tsx';
import classes from './Addresses.module.css';

interface CardChoiceProps {
  addresses: readonly NetworkAddress[];
  chosen: NetworkAddress;
  onChoose: (address: string) => void;
}

function CardChoice({ addresses, chosen, onChoose }: CardChoiceProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.cards} role="radiogroup" aria-label={t('start.cards')}>
      {addresses.map(({ address, card, kind }) => (
        <label key={address} className={classes.card} title={card}>
          <input
            className="unseen"
            type="radio"
            name="network-address"
            checked={address === chosen.address}
            onChange={() => onChoose(address)}
          />
          {t(`start.kind.${kind}`)} · <span className="mono">{address}</span>
        </label>
      ))}
    </div>
  );
}

function OnlyThisMachine(): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={classes.only} role="note">
      <Icon name="lock" />
      <p>
        <b>{t('start.loopback.title')}</b>{' '}
        <Trans i18nKey="start.loopback.text" components={{ command: <code className="mono" /> }} />
      </p>
    </div>
  );
}

/** What to type into the charger, for the network card that the technician chose. */
export function Addresses(): JSX.Element | undefined {
  const { t } = useTranslation();
  const listening = useTopic('listening');
  const [choice, setChoice] = useState<string>();
  if (listening === undefined) return undefined;
  const addresses = sortAddresses(listening.addresses);
  const chosen = addresses.find(({ address }) => address === choice) ?? addresses[0];
  if (chosen === undefined) return <p className={classes.none}>{t('start.noAddress')}</p>;
  return (
    <>
      {isLoopbackOnly(listening) && <OnlyThisMachine />}
      {addresses.length > 1 && <CardChoice addresses={addresses} chosen={chosen} onChoose={setChoice} />}
      <AddressCard address={chosen} listening={listening} />
      <AddressHints />
    </>
  );
}

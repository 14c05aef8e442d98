import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkSlot } from '../../../shared/configuration/backend/backend.ts';
import { DotLine } from '../../ui/DotLine.tsx';
import classes from './BackendScreen.module.css';

/** The network connection profiles of a 2.x station, in the order in which it tries them. */
export function SlotList({ slots }: { slots: readonly NetworkSlot[] }): JSX.Element {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="backend-slots">
      <h2 id="backend-slots">{t('backend.slots.title')}</h2>
      <ul className={classes.items}>
        {slots.map(({ slot, url, leadsHere, place, isActive, isFromProfile }) => (
          <li key={slot}>
            <div>
              <b>{t('backend.slots.name', { slot })}</b>
              <small>
                {place === undefined
                  ? t('backend.slots.notTried')
                  : t('backend.slots.place', { place: place + 1 })}
                {isActive && ` · ${t('backend.slots.active')}`}
                {isFromProfile && ` · ${t('backend.slots.fromProfile')}`}
              </small>
            </div>
            <div>
              <p className={url ? 'mono' : 'dim'}>
                {url === '' ? t('backend.items.empty') : (url ?? t('backend.slots.unknown'))}
              </p>
              {leadsHere !== undefined && <Leads isHere={leadsHere} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whether an address leads to this Kerbside, as sign and word. */
export function Leads({ isHere }: { isHere: boolean }): JSX.Element {
  const { t } = useTranslation();
  return (
    <small>
      <DotLine tone={isHere ? 'ok' : 'off'}>
        {t(isHere ? 'backend.leadsHere' : 'backend.leadsElsewhere')}
      </DotLine>
    </small>
  );
}

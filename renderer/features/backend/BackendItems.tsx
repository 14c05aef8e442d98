import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backend, BackendItem } from '../../../shared/configuration/backend/backend.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useOwnUrls } from '../../state/useOwnUrls.ts';
import classes from './BackendScreen.module.css';
import { ChangeConfirm } from './ChangeConfirm.tsx';
import { Leads } from './SlotList.tsx';

interface BackendItemsProps {
  station: Station;
  backend: Backend;
}

/** Every item that decides which central system the station finds, changed in place. */
export function BackendItems({ station, backend }: BackendItemsProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="backend-items">
      <h2 id="backend-items">{t('backend.items.title')}</h2>
      <ul className={classes.items}>
        {backend.items.map((item) => (
          <ItemRow key={item.address} {...{ station, backend, item }} />
        ))}
      </ul>
    </section>
  );
}

interface ItemRowProps extends BackendItemsProps {
  item: BackendItem;
}

function ItemRow({ station, backend, item }: ItemRowProps): JSX.Element {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string>();
  const { address, role, roleFrom, isWritable, leadsHere, slot } = item;
  return (
    <li>
      <div>
        <b className="mono">{address}</b>
        <small>
          {t(`backend.role.${role}`)}
          {slot !== undefined && ` · ${t('backend.slots.slot', { slot })}`}
          {roleFrom !== 'known' && ` · ${t(`backend.roleFrom.${roleFrom}`)}`}
        </small>
      </div>
      <div>
        <p className={item.value ? 'mono' : 'dim'}>{shownValue(item, t)}</p>
        {leadsHere !== undefined && <Leads isHere={leadsHere} />}
        {isWritable && draft === undefined && (
          <Button
            className={classes.change ?? ''}
            aria-label={t('backend.items.changeWhat', { address })}
            onClick={() => setDraft(item.value ?? '')}
          >
            {t('backend.items.change')}
          </Button>
        )}
        {!isWritable && <small>{t('backend.items.readOnly')}</small>}
        {draft !== undefined && (
          <div className={classes.editing}>
            <ValueInput item={item} value={draft} onChange={setDraft} />
            <ChangeConfirm
              station={station}
              backend={backend}
              changes={draft === (item.value ?? '') ? [] : [{ address, value: draft }]}
              onCancel={() => setDraft(undefined)}
              onDone={() => setDraft(undefined)}
            />
          </div>
        )}
      </div>
    </li>
  );
}

function shownValue({ role, value, isSet }: BackendItem, t: ReturnType<typeof useTranslation>['t']): string {
  if (role === 'backend-password' || role === 'apn-password') {
    return t(
      isSet === undefined ? 'backend.items.secret' : isSet ? 'backend.items.isSet' : 'backend.items.notSet',
    );
  }
  if (value === undefined) return t('backend.items.notTold');
  return value === '' ? t('backend.items.empty') : value;
}

interface ValueInputProps {
  item: BackendItem;
  value: string;
  onChange: (value: string) => void;
}

function ValueInput({ item, value, onChange }: ValueInputProps): JSX.Element {
  const { t } = useTranslation();
  const [ownUrl] = useOwnUrls();
  const label = t('backend.items.newValue', { address: item.address });
  const change = (event: { currentTarget: { value: string } }): void => onChange(event.currentTarget.value);
  if (item.role === 'backend-password' || item.role === 'apn-password') {
    return <PasswordInput size="xs" aria-label={label} value={value} autoComplete="off" onChange={change} />;
  }
  return (
    <>
      <TextInput
        aria-label={label}
        classNames={{ input: 'mono' }}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={change}
      />
      {item.role === 'backend-url' && ownUrl !== undefined && (
        <Button variant="subtle" onClick={() => onChange(ownUrl)}>
          {t('backend.items.thisKerbside')}
        </Button>
      )}
    </>
  );
}

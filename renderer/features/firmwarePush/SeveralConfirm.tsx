import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolRow } from '../../ui/ToolRow.tsx';
import classes from '../../ui/transfer/Push.module.css';
import { pushableOf } from './pushableOf.ts';
import type { Checked } from './usePush.ts';

interface SeveralConfirmProps {
  checked: Checked;
  limit: number;
  isBusy: boolean;
  onPush: (how: { stationIds: readonly string[]; isForced: boolean }) => void;
  onCancel: () => void;
}

/** What will happen at several stations, and the yes: with their number typed where something speaks against it. */
export function SeveralConfirm(props: SeveralConfirmProps): JSX.Element {
  const { checked, limit, isBusy, onPush, onCancel } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [isForced, setForced] = useState(false);
  const { ready, doubtful, blocked, impossible } = pushableOf(checked.stations);
  const stationIds = [...ready, ...doubtful, ...(isForced ? blocked : [])];
  const isDoubtful = doubtful.length > 0 || (isForced && blocked.length > 0);
  const canPush = stationIds.length > 0 && (!isDoubtful || typed.trim() === String(stationIds.length));
  const count = stationIds.length;
  return (
    <section
      className={classes.review}
      aria-labelledby="several-review"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      <h3 id="several-review">{t('firmware.several.review', { count, file: checked.file.name })}</h3>
      <p>{t('firmware.several.happens', { limit })}</p>
      <ul>
        {doubtful.length > 0 && <li>{t('firmware.several.doubtful', { count: doubtful.length })}</li>}
        {blocked.length > 0 && (
          <li>{t('firmware.several.blocked', { count: blocked.length, list: blocked.join(', ') })}</li>
        )}
        {impossible.length > 0 && (
          <li>
            {t('firmware.several.impossible', { count: impossible.length, list: impossible.join(', ') })}
          </li>
        )}
      </ul>
      {blocked.length > 0 && (
        <Checkbox
          label={t('firmware.several.force')}
          checked={isForced}
          onChange={(event) => setForced(event.currentTarget.checked)}
        />
      )}
      {isDoubtful && (
        <TextInput
          className={classes.typed ?? ''}
          label={t('firmware.several.type', { count })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      <ToolRow>
        <Button
          variant="filled"
          loading={isBusy}
          disabled={!canPush}
          onClick={() => onPush({ stationIds, isForced })}
        >
          {t('firmware.several.push', { count })}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </ToolRow>
    </section>
  );
}

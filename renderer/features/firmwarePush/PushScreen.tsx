import { Button, NumberInput } from '@mantine/core';
import { useCallback, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { ToolRow } from '../../ui/ToolRow.tsx';
import page from '../../ui/transfer/TransferPage.module.css';
import { FirmwareChoice } from '../../ui/transfer/FirmwareChoice.tsx';
import classes from '../../ui/transfer/Push.module.css';
import { changedCount, usePushDraft } from './pushDraft.ts';
import { PushOptions } from './PushOptions.tsx';
import { draftFault } from './pushParams.ts';
import { SeveralConfirm } from './SeveralConfirm.tsx';
import { StationTable } from './StationTable.tsx';
import { usePush } from './usePush.ts';

/** So many at a time leave a laptop's network to the chargers that charge. */
const USUAL_LIMIT = 5;
const NO_STATIONS: readonly string[] = [];

/** One file for several stations, as many at a time as the network bears. */
export function PushScreen({ fileId }: { fileId: string | undefined }): JSX.Element {
  const { t } = useTranslation();
  const all = useTopic('stations');
  const updates = useTopic('firmware');
  const stations = useMemo(() => (all ?? []).filter(({ version }) => version !== undefined), [all]);
  const [draft, changeDraft] = usePushDraft('several stations', fileId);
  const [chosen, setChosen] = useState<readonly string[]>(NO_STATIONS);
  const [limit, setLimit] = useState(USUAL_LIMIT);
  const [isOpen, setOpen] = useState(false);
  const push = usePush(draft, chosen);
  const fault = draftFault(draft, chosen);
  const count = changedCount(draft);
  const change: typeof changeDraft = (changed) => {
    push.forget();
    changeDraft(changed);
  };
  const { forget } = push;
  const toggle = useCallback(
    (ids: readonly string[], isChosen: boolean): void => {
      forget();
      setChosen((known) => [...known.filter((id) => !ids.includes(id)), ...(isChosen ? ids : [])]);
    },
    [forget],
  );
  return (
    <div className={page.page}>
      <section className={page.form} aria-labelledby="push-several">
        <h1 id="push-several" className={page.title}>
          {t('firmware.several.title')}
        </h1>
        <p className="dim">{t('firmware.several.text')}</p>
        <FirmwareChoice
          chosenId={draft.libraryId}
          needsVersion={draft.version.trim() === ''}
          onChoose={(libraryId) => change({ libraryId })}
        />
        <StationTable
          stations={stations}
          chosen={chosen}
          checked={push.checked?.stations ?? []}
          refused={push.refused}
          updates={updates ?? []}
          onToggle={toggle}
        />
        <ToolRow>
          <NumberInput
            className={classes.number ?? ''}
            label={t('firmware.several.limit')}
            min={1}
            max={100}
            allowDecimal={false}
            value={limit}
            onChange={(value) => setLimit(typeof value === 'number' ? value : USUAL_LIMIT)}
          />
          <Button
            className={classes.low ?? ''}
            variant={push.checked === undefined ? 'filled' : 'default'}
            loading={push.isBusy}
            disabled={!push.isPossible || fault !== undefined}
            onClick={push.check}
          >
            {t('firmware.several.check', { count: chosen.length })}
          </Button>
          <Button
            className={classes.low ?? ''}
            aria-expanded={isOpen}
            aria-controls="push-options"
            onClick={() => setOpen(!isOpen)}
          >
            {count === 0 ? t('files.options.title') : t('files.options.titleChanged', { count })}
          </Button>
        </ToolRow>
        <div id="push-options" hidden={!isOpen}>
          {isOpen && <PushOptions draft={draft} stations={stations} onChange={change} />}
        </div>
        <FailureText failure={push.failure} />
        {push.checked !== undefined && (
          <SeveralConfirm
            checked={push.checked}
            limit={limit}
            isBusy={push.isBusy}
            onPush={(how) => push.push({ ...how, limit })}
            onCancel={push.forget}
          />
        )}
      </section>
    </div>
  );
}

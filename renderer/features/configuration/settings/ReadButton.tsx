import { Button, NativeSelect } from '@mantine/core';
import { useState, useSyncExternalStore, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { READ_SCOPES, type ReadScope } from '../../../../shared/configuration/configuration.ts';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { configurationReadingsOf, type ReadingWish } from '../../../state/configurationReadings.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { useClient } from '../../../state/useAppState.ts';
import { EMPTY_PART, partOfDraft, type PartDraft } from './partDraft.ts';
import { PartForm } from './PartForm.tsx';
import classes from './ReadBar.module.css';

/** All of a device model, less of it, or components that are chosen. */
type ReadChoice = ReadScope | 'part';
const READ_CHOICES: readonly ReadChoice[] = [...READ_SCOPES, 'part'];

interface Wanted {
  choice: ReadChoice;
  draft: PartDraft;
}

const EVERYTHING: Wanted = { choice: 'full', draft: EMPTY_PART };
/** By station: what was chosen before the first reading is chosen after it. */
const chosen = new Map<string, Wanted>();

interface ReadButtonProps {
  station: Station;
  /** Large, on the page that has nothing else. */
  isFirst: boolean;
}

/** Starts a reading, of a device model with how much of it is wanted. */
export function ReadButton({ station, isFirst }: ReadButtonProps): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const [{ choice, draft }, setWanted] = useState(() => chosen.get(station.id) ?? EVERYTHING);
  const choose = (wanted: Wanted): void => {
    chosen.set(station.id, wanted);
    setWanted(wanted);
  };
  const readings = configurationReadingsOf(station.id);
  const { isRunning } = useSyncExternalStore(readings.subscribe, readings.get);
  const progress = useConfigurationState(station.id)?.reading;
  const isTree = station.version !== undefined && !isOcpp1(station.version);
  const wish = isTree ? wishOf(choice, draft) : {};
  const isPossible =
    client !== undefined && station.connected && progress === undefined && wish !== undefined;
  if (isRunning) return <Button onClick={readings.cancel}>{t('configuration.reading.stop')}</Button>;
  return (
    <>
      <div className={classes.start}>
        {isTree && (
          <NativeSelect
            aria-label={t('configuration.reading.scope')}
            value={choice}
            onChange={({ currentTarget }) =>
              choose({ choice: READ_CHOICES.find((name) => name === currentTarget.value) ?? 'full', draft })
            }
            data={READ_CHOICES.map((name) => ({
              value: name,
              label: t(`configuration.reading.scopes.${name}`),
            }))}
          />
        )}
        <Button
          {...(isFirst ? { size: 'md', variant: 'filled' } : {})}
          disabled={!isPossible}
          onClick={() => {
            if (client !== undefined) void readings.start(client, wish);
          }}
        >
          {t(buttonWords(choice, isTree, isFirst))}
        </Button>
      </div>
      {isTree && choice === 'part' && (
        <PartForm draft={draft} onChange={(next) => choose({ choice, draft: next })} />
      )}
    </>
  );
}

/** Nothing while the choice of a part is not complete. */
function wishOf(choice: ReadChoice, draft: PartDraft): ReadingWish | undefined {
  if (choice !== 'part') return { scope: choice };
  const { part } = partOfDraft(draft);
  return part === undefined ? undefined : { part };
}

function buttonWords(choice: ReadChoice, isTree: boolean, isFirst: boolean): string {
  if (isTree && choice === 'part') return 'configuration.part.read';
  return isFirst ? 'configuration.reading.start' : 'configuration.reading.again';
}

import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useRef, useState, useSyncExternalStore, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { hasKeys } from '../../../../shared/configuration/spoken.ts';
import type { Station } from '../../../../shared/station/station.ts';
import { useConfigurationEdits } from '../../../state/configurationEdits.ts';
import { configurationReadingsOf } from '../../../state/configurationReadings.ts';
import { removeHandAddress } from '../../../state/handAddresses.ts';
import { useConfigurationState } from '../../../state/latestConfiguration.ts';
import { useClient } from '../../../state/useAppState.ts';
import { controlOfSetting } from '../editing/controlOfSetting.ts';
import { EditField } from '../editing/EditField.tsx';
import { EditSentence } from '../editing/EditSentence.tsx';
import { useEditing } from '../editing/useEditing.ts';
import type { Setting } from './setting.ts';
import {
  SETTING_FILTERS,
  filterSettings,
  passes,
  type SettingFilter,
  type SettingFilterName,
} from './settingFilter.ts';
import { groupWords } from './groupWords.ts';
import { SettingList } from './SettingList.tsx';
import { SettingPane } from './SettingPane.tsx';
import { flatRows, groupedRows, type SettingRow } from './settingRows.ts';
import { SettingTools } from './SettingTools.tsx';
import classes from './SettingsView.module.css';
import { placeIds, treeRows } from './treeRows.ts';
import { useListMemory } from './useListMemory.ts';
import { useSlash } from './useSlash.ts';
import { VariableForm } from './VariableForm.tsx';

interface SettingsWorkProps {
  station: Station;
  configuration: Configuration;
  settings: readonly Setting[];
  before: ReadonlyMap<string, string | undefined>;
}

/** The list, what narrows it, and the chosen setting beside it. */
export function SettingsWork({ station, configuration, settings, before }: SettingsWorkProps): JSX.Element {
  const { t } = useTranslation();
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const client = useClient();
  const edits = useConfigurationEdits(station.id);
  const isReading = useConfigurationState(station.id)?.reading !== undefined;
  const [memory, remember] = useListMemory(station.id);
  const { filter, sort, isGrouped, closed, selectedId } = memory;
  const isTree = !hasKeys(configuration.owner.version);
  const search = useRef<HTMLInputElement>(null);
  const [focusAsk, setFocusAsk] = useState(0);
  useSlash(search);

  const changed = useMemo(() => new Set(before.keys()), [before]);
  const part = usePartRead(station.id, filter, (next) => remember({ filter: next }));
  const found = useMemo(
    () => filterSettings(settings, filter, { part, edits, changed }),
    [settings, filter, part, edits, changed],
  );
  const counts = useMemo(
    () => countsOf(settings, { part, edits, changed }),
    [settings, part, edits, changed],
  );
  const isNarrowed = filter.search !== '' || filter.only.size > 0;
  const rows = useMemo((): SettingRow[] => {
    // What was searched for is not hidden in a place that was folded before.
    const folded = isNarrowed ? NOTHING : closed;
    if (isTree) return treeRows(found, folded);
    return isGrouped ? groupedRows(found, sort, folded) : flatRows(found, sort);
  }, [found, isTree, isGrouped, sort, closed, isNarrowed]);
  const byId = useMemo(() => new Map(settings.map((setting) => [setting.id, setting])), [settings]);
  const selected = selectedId === undefined ? undefined : byId.get(selectedId);
  const editing = useEditing(station.id, byId, edits, () => {
    // The list of changes needs the room.
    if (isPhone) remember({ isPaneOpen: false });
  });
  const edited = editing.draft === undefined ? undefined : byId.get(editing.draft.id);
  const isInPane = edited !== undefined && (isPhone || controlOfSetting(edited).kind === 'list');

  const begin = (id: string): void => {
    const setting = byId.get(id);
    if (setting === undefined) return;
    remember({ selectedId: id, isPaneOpen: true });
    editing.begin(setting);
  };
  const read = (address: string): void => {
    if (client !== undefined)
      void configurationReadingsOf(station.id).start(client, { addresses: [address] });
  };
  const isReadable = client !== undefined && station.connected && !isReading;
  return (
    <>
      <SettingTools
        filter={filter}
        onFilter={(next) => remember({ filter: next })}
        counts={counts}
        shown={found.length}
        total={settings.length}
        isGrouped={isTree ? undefined : isGrouped}
        onGroup={(next) => remember({ isGrouped: next })}
        searchRef={search}
        onLeaveSearch={() => setFocusAsk(focusAsk + 1)}
      >
        {isTree ? (
          <TreeTools
            isAllOpen={closed.size === 0}
            onFold={(isOpen) => remember({ closed: isOpen ? NOTHING : placeIds(settings) })}
            form={
              <VariableForm
                station={station}
                onAdded={(id) => remember({ selectedId: id, isPaneOpen: true, filter: NO_NARROWING })}
              />
            }
          />
        ) : undefined}
      </SettingTools>
      <div className={classes.work} data-pane={(selected !== undefined && memory.isPaneOpen) || undefined}>
        {rows.length === 0 ? (
          <p className={classes.none} role="status">
            {t(settings.length === 0 ? 'configuration.list.noneTold' : 'configuration.list.noneFound')}
          </p>
        ) : (
          <SettingList
            rows={rows}
            label={t(isTree ? 'configuration.list.tree' : 'configuration.list.grid')}
            isPhone={isPhone}
            edits={edits}
            before={before}
            sort={isTree ? undefined : sort}
            onSort={(next) => remember({ sort: next })}
            groupWords={(row) => groupWords(t, row, isTree)}
            focusAsk={focusAsk}
            selectedId={selectedId ?? rows[0]?.id}
            onSelect={(id) => {
              remember({
                selectedId: id,
                ...(isPhone || memory.selectedId === undefined ? { isPaneOpen: true } : {}),
              });
              if (id !== editing.draft?.id) editing.cancel();
            }}
            onToggle={(row, isOpen) => remember({ closed: toggled(closed, row.id, isOpen) })}
            onEdit={begin}
            onFlip={(id) => withSetting(byId, id, editing.flip)}
            onDropEdit={(id) => withSetting(byId, id, editing.drop)}
            field={
              edited === undefined || isInPane
                ? undefined
                : {
                    id: edited.id,
                    control: <EditField key={edited.id} setting={edited} editing={editing} />,
                    sentence: <EditSentence setting={edited} editing={editing} />,
                  }
            }
          />
        )}
        {selected !== undefined && memory.isPaneOpen && (
          <SettingPane
            setting={selected}
            edit={edits.get(selected.address)}
            before={before.has(selected.address) ? { value: before.get(selected.address) } : undefined}
            editing={editing}
            hasField={isInPane && edited.id === selected.id}
            onRead={isReadable ? () => read(selected.address) : undefined}
            onRemove={
              selected.isByHand === true ? () => removeHandAddress(station.id, selected.address) : undefined
            }
            onClose={() => remember({ isPaneOpen: false })}
          />
        )}
      </div>
    </>
  );
}

const NOTHING: ReadonlySet<string> = new Set();
/** The addresses of the last reading of a part. The list shows only these at first, and all again once there is no such reading. */
function usePartRead(
  stationId: string,
  filter: SettingFilter,
  onFilter: (filter: SettingFilter) => void,
): ReadonlySet<string> {
  const readings = configurationReadingsOf(stationId);
  const { part } = useSyncExternalStore(readings.subscribe, readings.get);
  const addresses = useMemo(
    () => (part === undefined ? NOTHING : new Set(part.items.map(({ address }) => address))),
    [part],
  );
  const [shown, setShown] = useState(part);
  if (shown !== part) {
    setShown(part);
    const only = new Set(filter.only);
    only.delete('part');
    onFilter(addresses.size > 0 ? { search: '', only: new Set(['part']) } : { ...filter, only });
  }
  return addresses;
}

const NO_NARROWING = { search: '', only: new Set<SettingFilterName>() };

function TreeTools(props: {
  isAllOpen: boolean;
  onFold: (isOpen: boolean) => void;
  form: JSX.Element;
}): JSX.Element {
  const { isAllOpen, onFold, form } = props;
  const { t } = useTranslation();
  return (
    <>
      <Button size="compact-xs" onClick={() => onFold(!isAllOpen)}>
        {t(isAllOpen ? 'configuration.list.foldAll' : 'configuration.list.unfoldAll')}
      </Button>
      {form}
    </>
  );
}

function countsOf(
  settings: readonly Setting[],
  context: Parameters<typeof passes>[2],
): Record<SettingFilterName, number> {
  const count = (name: SettingFilterName): number =>
    settings.filter((setting) => passes(setting, name, context)).length;
  return Object.fromEntries(SETTING_FILTERS.map((name) => [name, count(name)])) as Record<
    SettingFilterName,
    number
  >;
}

function toggled(closed: ReadonlySet<string>, id: string, isOpen: boolean): ReadonlySet<string> {
  const next = new Set(closed);
  if (isOpen) next.delete(id);
  else next.add(id);
  return next;
}

function withSetting(byId: ReadonlyMap<string, Setting>, id: string, act: (setting: Setting) => void): void {
  const setting = byId.get(id);
  if (setting !== undefined) act(setting);
}

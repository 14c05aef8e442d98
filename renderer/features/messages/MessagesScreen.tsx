import { useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { FilterActionsContext } from './filter/filterActions.ts';
import { useFilterEdits } from './filter/useFilterActions.ts';
import { ChosenBar } from './inspector/ChosenBar.tsx';
import { InspectorBar } from './inspector/InspectorBar.tsx';
import { InspectorList } from './inspector/InspectorList.tsx';
import { InspectorPanes } from './inspector/InspectorPanes.tsx';
import { InspectorStrips } from './inspector/InspectorStrips.tsx';
import { useInspector } from './inspector/useInspector.ts';
import { useInspectorKeys } from './inspector/useInspectorKeys.ts';
import classes from './MessagesScreen.module.css';

/** The inspector: every record of a station or of all, live. */
export function MessagesScreen({ station }: { station: Station | undefined }): JSX.Element {
  const { t } = useTranslation();
  const inspector = useInspector(station);
  const { isPhone, filter, work } = inspector;
  const input = useRef<HTMLInputElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const filterEdits = useFilterEdits(filter.text, filter.set);
  useInspectorKeys(inspector, input);
  return (
    <FilterActionsContext value={filterEdits}>
      <section className={classes.screen} aria-label={t('messages.title')}>
        <InspectorBar inspector={inspector} inputRef={input} isAtEnd={isAtEnd} />
        <InspectorStrips inspector={inspector} />
        <InspectorList inspector={inspector} filterEdits={filterEdits} onAtEnd={setAtEnd} />
        {isPhone && work.shown === undefined && <ChosenBar inspector={inspector} />}
        <InspectorPanes inspector={inspector} />
      </section>
    </FilterActionsContext>
  );
}

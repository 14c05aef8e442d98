import { ActionIcon, Button, Tabs } from '@mantine/core';
import { useState, type CSSProperties, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { NotesTab } from '../notes/NotesTab.tsx';
import { useNotes, type NotesState } from '../notes/useNotes.ts';
import { AsMeantTab, type Reading } from './AsMeantTab.tsx';
import classes from './DetailPane.module.css';
import { PairTab } from './PairTab.tsx';
import type { TreeReading } from './PayloadTree.tsx';
import { RawTab } from './RawTab.tsx';
import { RecordContent } from './RecordContent.tsx';
import { RecordSide } from './RecordSide.tsx';
import { Resizer } from './Resizer.tsx';
import { SchemaTab } from './SchemaTab.tsx';
import { useTreeReading } from './useTreeReading.ts';
import { loadReading, useFromRecord } from './useFromRecord.ts';
import { useRecord } from '../../../state/useRecord.ts';

const DETAIL_TABS = ['pretty', 'meant', 'raw', 'pair', 'schema', 'notes'] as const;
type DetailTab = (typeof DETAIL_TABS)[number];

interface DetailPaneProps {
  seq: number;
  /** The pair that the list knows of: when it comes, the record is fetched again. */
  pairSeq: number | undefined;
  isPhone: boolean;
  onClose: () => void;
  onPair: () => void;
  /** Shows another record in the list. */
  onGo: (seq: number) => void;
  /** The record from which the list counts time, and how to make it another one or none. */
  zeroSeq: number | undefined;
  onZero: (record: { seq: number; at: number } | undefined) => void;
}

const DEFAULT_PX = 320;
let keptHeightPx = DEFAULT_PX;

interface TabContentProps {
  tab: DetailTab;
  record: TraceRecord;
  reading: Reading | undefined;
  tree: TreeReading;
  onJump: (path: string) => void;
  onGo: (seq: number) => void;
  notes: NotesState;
}

function TabContent({ tab, record, reading, tree, onJump, onGo, notes }: TabContentProps): JSX.Element {
  switch (tab) {
    case 'pretty':
      return <RecordContent record={record} reading={tree} />;
    case 'meant':
      return reading === undefined ? <></> : <AsMeantTab record={record} reading={reading} />;
    case 'raw':
      return <RawTab record={record} />;
    case 'pair':
      return <PairTab record={record} onGo={onGo} />;
    case 'schema':
      return <SchemaTab record={record} onJump={onJump} />;
    case 'notes':
      return <NotesTab record={record} notes={notes} />;
    default:
      return assertNever(tab);
  }
}

/** One record in full: below the list, or over it on a phone. */
export function DetailPane(props: DetailPaneProps): JSX.Element {
  const { seq, pairSeq, isPhone, onClose, onPair, onGo, zeroSeq, onZero } = props;
  const { t } = useTranslation();
  const { record, failure } = useRecord(seq, pairSeq);
  const reading = useFromRecord(loadReading, seq, pairSeq);
  const notes = useNotes(seq);
  const noteCount = notes.known?.notes.length ?? 0;
  const isMended = reading !== undefined && reading.repairs.length > 0;
  const [chosen, setTab] = useState<DetailTab>('pretty');
  // A record that is as it should be has no such tab; the choice holds for the next one that has.
  const tab = chosen === 'meant' && !isMended ? 'pretty' : chosen;
  const { tree, setMeanings } = useTreeReading(seq);
  const jump = (path: string): void => {
    setTab('pretty');
    tree.onChoose(path);
  };
  const [heightPx, setHeightPx] = useState(keptHeightPx);
  const resize = (px: number): void => {
    keptHeightPx = px;
    setHeightPx(px);
  };

  return (
    <section
      className={classes.pane}
      aria-label={t('messages.detail.label')}
      style={{ '--detail': `${heightPx}px` } as CSSProperties}
    >
      {!isPhone && <Resizer heightPx={heightPx} onResize={resize} />}
      <Tabs
        className={classes.tabs ?? ''}
        value={tab}
        onChange={(value) => setTab(DETAIL_TABS.find((name) => name === value) ?? 'pretty')}
        keepMounted={false}
      >
        <Tabs.List className={classes.tabList ?? ''}>
          {DETAIL_TABS.filter((name) => name !== 'meant' || isMended).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`messages.detail.tabs.${name}`)}
              {name === 'schema' && record !== undefined && record.issues.length > 0 && (
                <span className={classes.count}>{record.issues.length}</span>
              )}
              {name === 'notes' && noteCount > 0 && <span className={classes.noteCount}>{noteCount}</span>}
            </Tabs.Tab>
          ))}
          {tab === 'pretty' && (
            <Button
              className={classes.meanings ?? ''}
              size="compact-xs"
              variant={tree.hasMeanings ? 'light' : 'subtle'}
              {...(tree.hasMeanings ? {} : { color: 'gray' })}
              aria-pressed={tree.hasMeanings}
              title={t('messages.field.meaningsTitle')}
              onClick={() => setMeanings(!tree.hasMeanings)}
            >
              {t('messages.field.meanings')}
            </Button>
          )}
          <ActionIcon
            className={classes.close ?? ''}
            variant="subtle"
            color="gray"
            size={isPhone ? 36 : 26}
            onClick={onClose}
            aria-label={t('messages.detail.close')}
          >
            <Icon name="close" />
          </ActionIcon>
        </Tabs.List>
        <div className={classes.body}>
          {failure !== undefined && (
            <p className={classes.note}>{[failure.message, failure.hint].filter(Boolean).join(' ')}</p>
          )}
          {record !== undefined && (
            <>
              <Tabs.Panel value={tab} className={classes.panel ?? ''}>
                <TabContent
                  tab={tab}
                  record={record}
                  reading={reading}
                  tree={tree}
                  onJump={jump}
                  notes={notes}
                  onGo={onGo}
                />
              </Tabs.Panel>
              <RecordSide
                record={record}
                canBeCall={reading?.canBeCall === true}
                onPair={onPair}
                isZero={zeroSeq === record.seq}
                onZero={(isZero) => onZero(isZero ? record : undefined)}
              />
            </>
          )}
        </div>
      </Tabs>
    </section>
  );
}

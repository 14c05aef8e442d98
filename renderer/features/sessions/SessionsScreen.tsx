import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { useTopic } from '../../state/useAppState.ts';
import { setNewVisit, useNewVisit } from '../../state/newVisit.ts';
import { useSessionList } from '../../state/useSessionList.ts';
import { useFormats } from '../../ui/useFormats.ts';
import { BeginSession } from './BeginSession.tsx';
import { MergePanel } from './MergePanel.tsx';
import { OpenFile } from './OpenFile.tsx';
import { SessionRow } from './SessionRow.tsx';
import { matchesSearch, SESSION_ORDERS, sorted, withRunning, type SessionOrder } from './sessionRows.ts';
import classes from './SessionsScreen.module.css';

/** Rows that are drawn at once; more come with a button, since each has fields and buttons of its own. */
const PAGE = 60;

/** The session files of this machine: found again, opened beside the running one, described, merged, removed. */
export function SessionsScreen(): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const list = useSessionList();
  const session = useTopic('session');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const [order, setOrder] = useState<SessionOrder>('newest');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [shownRows, setShownRows] = useState(PAGE);
  const isBeginning = useNewVisit();
  const [hasBegun, setHasBegun] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  const entries = useMemo(
    () => (list?.entries ?? []).map((entry) => withRunning(entry, session)),
    [list, session],
  );
  const found = useMemo(
    () =>
      sorted(
        entries.filter((entry) => matchesSearch(entry, wanted)),
        order,
      ),
    [entries, wanted, order],
  );
  const parts = entries.filter(({ path }) => chosen.has(path));
  const choose = (path: string, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(path);
    else next.delete(path);
    setChosen(next);
  };
  return (
    <section className={classes.screen} aria-label={t('sessions.title')}>
      <div className={classes.head} ref={top}>
        <h1>{t('sessions.title')}</h1>
        <p className="dim">{t('sessions.lead')}</p>
        <p className={classes.folder}>
          <span className="dim">{t('sessions.folder')}</span> <span className="mono">{list?.folder}</span>
        </p>
        {!isBeginning && (
          <div className={classes.newVisit}>
            <Button
              variant="filled"
              onClick={() => {
                setHasBegun(false);
                setNewVisit(true);
              }}
            >
              {t('sessions.begin.button')}
            </Button>
            {hasBegun && <span role="status">{t('sessions.begin.done')}</span>}
          </div>
        )}
      </div>
      {isBeginning && <BeginSession onDone={() => setNewVisit(false)} onBegun={() => setHasBegun(true)} />}
      <div className={classes.tools} role="search" aria-label={t('sessions.search')}>
        <TextInput
          className={classes.search ?? ''}
          type="search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('sessions.searchHint')}
          aria-label={t('sessions.search')}
        />
        <NativeSelect
          aria-label={t('sessions.order.label')}
          value={order}
          onChange={(event) =>
            setOrder(SESSION_ORDERS.find((one) => one === event.currentTarget.value) ?? 'newest')
          }
          data={SESSION_ORDERS.map((value) => ({ value, label: t(`sessions.order.${value}`) }))}
        />
        <span className={classes.count} role="status">
          {t('sessions.count', { count: found.length, shown: formats.count(found.length) })}
        </span>
      </div>
      <OpenFile />
      {parts.length > 0 && <MergePanel parts={parts} onClear={() => setChosen(new Set())} />}
      <ul className={classes.list}>
        {found.slice(0, shownRows).map((entry: SessionEntry) => (
          <SessionRow
            key={entry.path}
            entry={entry}
            isChosen={chosen.has(entry.path)}
            onChoose={(isChosen) => choose(entry.path, isChosen)}
          />
        ))}
      </ul>
      {list !== undefined && found.length === 0 && <p className={classes.empty}>{t('sessions.none')}</p>}
      {found.length > shownRows && (
        <Button className={classes.more ?? ''} onClick={() => setShownRows(shownRows + PAGE)}>
          {t('sessions.more', { count: found.length - shownRows })}
        </Button>
      )}
    </section>
  );
}

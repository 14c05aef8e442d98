import { Button, TextInput } from '@mantine/core';
import { useEffect, useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentEntry } from '../../../shared/files/contents/contentEntry.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { useClient, useHost } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import classes from './FileScreen.module.css';
import type { LoadRows } from './usePagedRows.ts';
import { VirtualList } from './VirtualList.tsx';

/** Room for a button that a glove can press. */
const ROW_PX = 42;

/** What is in an archive. Links are shown and lead nowhere. */
export function EntriesView({ state, fetchId }: { state: ContentState; fetchId: string }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const { content } = state;
  const [query, setQuery] = useState('');
  const [total, setTotal] = useState(state.entries ?? 0);
  const load = useMemo<LoadRows<ContentEntry> | undefined>(() => {
    if (client === undefined) return undefined;
    return async (from, count) =>
      (await client.call('content.entries', { content, from, count, query })).entries;
  }, [client, content, query]);
  useEffect(() => {
    if (client === undefined) return;
    client.call('content.entries', { content, from: 0, count: 1, query }).then(
      (found) => setTotal(found.total),
      // The file is closed: the screen above says why.
      () => undefined,
    );
  }, [client, content, query]);
  const { run, failure } = useAction();
  const host = useHost();
  const save = (entry: string): void =>
    void run(async (connected) => {
      const { ticket, fileName } = await connected.call('content.save', { content, entry }, { timeoutMs: 0 });
      await host.saveDownload(ticket, fileName);
    });
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          size="xs"
          type="search"
          aria-label={t('fileViewer.filterEntries')}
          placeholder={t('fileViewer.filterEntries')}
          value={query}
          onChange={({ currentTarget }) => setQuery(currentTarget.value)}
        />
        <FailureText failure={failure} />
      </div>
      {total === 0 && (
        <p className={classes.empty}>
          {t(query === '' ? 'fileViewer.emptyArchive' : 'fileViewer.noEntries')}
        </p>
      )}
      {total > 0 && <EntryHead />}
      <VirtualList label={t('fileViewer.view.entries')} count={total} rowPx={ROW_PX} load={load}>
        {(entry) =>
          entry !== undefined && (
            <EntryRow
              entry={entry}
              href={formatRoute({ screen: 'file', fetchId, inside: [...state.inside, entry.id] })}
              onSave={() => save(entry.id)}
            />
          )
        }
      </VirtualList>
    </>
  );
}

function EntryHead(): JSX.Element {
  const { t } = useTranslation();
  return (
    <div className={`${classes.entry} ${classes.entryHead}`}>
      <span>{t('fileViewer.column.name')}</span>
      <span className={classes.right}>{t('fileViewer.column.size')}</span>
      <span className={`${classes.right} ${classes.wide}`}>{t('fileViewer.column.packed')}</span>
      <span className={classes.wide}>{t('fileViewer.column.changed')}</span>
      <span />
    </div>
  );
}

function EntryRow({
  entry,
  href,
  onSave,
}: {
  entry: ContentEntry;
  href: string;
  onSave: () => void;
}): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { id, kind, target, sizeBytes, packedBytes, changedAt, hindrance, nameGuess, isUnsafe } = entry;
  const isOpenable = kind === 'file' && hindrance === undefined;
  const signs = [
    kind === 'file' ? '' : t(`fileViewer.kind.${kind}`),
    target === undefined ? '' : `→ ${target}`,
    hindrance === undefined ? '' : `⚠ ${hindrance}`,
    nameGuess === undefined ? '' : t('fileViewer.nameGuess', { encoding: nameGuess }),
    isUnsafe ? t('fileViewer.unsafeName') : '',
  ].filter((sign) => sign !== '');
  return (
    <div className={classes.entry}>
      <span className={classes.entryName} title={[id, ...signs].join('\n')}>
        {isOpenable ? <a href={href}>{id}</a> : id} <span className="dim">{signs.join(' · ')}</span>
      </span>
      <span className={classes.right}>
        {sizeBytes === undefined || kind !== 'file' ? '' : formats.amount(sizeBytes)}
      </span>
      <span className={`${classes.right} ${classes.wide}`}>
        {packedBytes === undefined || kind !== 'file' ? '' : formats.amount(packedBytes)}
      </span>
      <span className={`${classes.wide} dim`}>{changedAt === undefined ? '' : times.local(changedAt)}</span>
      {isOpenable ? (
        <Button size="compact-xs" onClick={onSave} aria-label={t('fileViewer.saveEntry', { name: id })}>
          {t('fileViewer.save')}
        </Button>
      ) : (
        <span />
      )}
    </div>
  );
}

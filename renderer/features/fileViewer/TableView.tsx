import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentRow } from '../../../shared/files/contents/contentLine.ts';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { useClient } from '../../state/useAppState.ts';
import classes from './FileScreen.module.css';
import type { LoadRows } from './usePagedRows.ts';
import { VirtualList } from './VirtualList.tsx';

/** A table, by ranges of rows. */
export function TableView({ state: { content, text } }: { state: ContentState }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  // Until the rows are counted there are at most as many as lines.
  const [counted, setCounted] = useState<number>();
  const total = counted ?? text?.lines ?? 0;
  const load = useMemo<LoadRows<ContentRow> | undefined>(() => {
    if (client === undefined) return undefined;
    return async (from, count) => {
      const found = await client.call('content.rows', { content, from, count }, { timeoutMs: 0 });
      if (found.isCounted) setCounted(found.total);
      return found.rows;
    };
  }, [client, content]);
  return (
    <VirtualList label={t('fileViewer.view.table')} count={total} rowPx={24} load={load}>
      {(row, index) => (
        <>
          <span
            className={`mono ${classes.number}`}
            style={{ minWidth: `${Math.max(4, String(total).length) + 4}ch` }}
          >
            {index + 1}
          </span>
          {Array.from(row?.cells.entries() ?? [], ([column, cell]) => (
            <span
              key={column}
              className={classes.cell}
              title={cell}
              style={index === 0 ? { fontWeight: 650 } : {}}
            >
              {cell}
            </span>
          ))}
        </>
      )}
    </VirtualList>
  );
}

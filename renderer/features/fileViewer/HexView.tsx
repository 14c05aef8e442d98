import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { useClient } from '../../state/useAppState.ts';
import classes from './FileScreen.module.css';
import type { LoadRows } from './usePagedRows.ts';
import { VirtualList } from './VirtualList.tsx';

const ROW_BYTES = 16;

/** The bytes, sixteen in a row. */
export function HexView({ state: { content, sizeBytes } }: { state: ContentState }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const load = useMemo<LoadRows<string> | undefined>(() => {
    if (client === undefined) return undefined;
    return async (from, count) => {
      const range = { content, offset: from * ROW_BYTES, count: count * ROW_BYTES };
      const { base64 } = await client.call('content.bytes', range);
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      return Array.from({ length: Math.ceil(bytes.length / ROW_BYTES) }, (_, at) =>
        hexRow(bytes.subarray(at * ROW_BYTES, (at + 1) * ROW_BYTES)),
      );
    };
  }, [client, content]);
  return (
    <VirtualList
      label={t('fileViewer.view.hex')}
      count={Math.ceil(sizeBytes / ROW_BYTES)}
      rowPx={20}
      load={load}
    >
      {(row, index) => (
        <>
          <span className={`mono ${classes.number}`}>
            {(index * ROW_BYTES).toString(16).padStart(8, '0')}
          </span>
          <span className={`mono ${classes.text}`}>{row}</span>
        </>
      )}
    </VirtualList>
  );
}

function hexRow(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
  ).join('');
  return `${hex.padEnd(ROW_BYTES * 3)} ${text}`;
}

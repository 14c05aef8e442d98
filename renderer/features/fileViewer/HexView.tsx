import { useMediaQuery } from '@mantine/hooks';
import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContentState } from '../../../shared/files/contents/contentState.ts';
import { useClient } from '../../state/useAppState.ts';
import classes from './FileScreen.module.css';
import type { LoadRows } from './usePagedRows.ts';
import { VirtualList } from './VirtualList.tsx';

/** A phone has room for half of what is usual. */
const ROW_BYTES = { wide: 16, phone: 8 };

/** The bytes, in rows with their text beside. */
export function HexView({ state: { content, sizeBytes } }: { state: ContentState }): JSX.Element {
  const { t } = useTranslation();
  const client = useClient();
  const isPhone = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const rowBytes = ROW_BYTES[isPhone ? 'phone' : 'wide'];
  const load = useMemo<LoadRows<string> | undefined>(() => {
    if (client === undefined) return undefined;
    return async (from, count) => {
      const range = { content, offset: from * rowBytes, count: count * rowBytes };
      const { base64 } = await client.call('content.bytes', range);
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      return Array.from({ length: Math.ceil(bytes.length / rowBytes) }, (_, at) =>
        hexRow(bytes.subarray(at * rowBytes, (at + 1) * rowBytes), rowBytes),
      );
    };
  }, [client, content, rowBytes]);
  return (
    <VirtualList
      label={t('fileViewer.view.hex')}
      count={Math.ceil(sizeBytes / rowBytes)}
      rowPx={20}
      load={load}
    >
      {(row, index) => (
        <>
          <span className={`mono ${classes.number}`}>{(index * rowBytes).toString(16).padStart(8, '0')}</span>
          <span className={`mono ${classes.text}`}>{row}</span>
        </>
      )}
    </VirtualList>
  );
}

function hexRow(bytes: Uint8Array, rowBytes: number): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const text = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
  ).join('');
  return `${hex.padEnd(rowBytes * 3)} ${text}`;
}

import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../state/useNow.ts';
import { ProgressBar } from '../ProgressBar.tsx';
import { useFormats } from '../useFormats.ts';
import { QUIET_MS, timeLeftMs } from './transferSpeed.ts';
import classes from './TransferProgress.module.css';
import { useTransferSpeed } from './useTransferSpeed.ts';

interface TransferProgressProps {
  /** For screen readers: what is transferred. */
  label: string;
  bytes: number;
  /** Absent where nobody told the size. */
  totalBytes: number | undefined;
  /** Since the beginning. */
  averagePerS: number | undefined;
  /** When something moved last, epoch ms. */
  movedAt: number;
}

/** Bytes that move: how many of how many, how fast, how long the rest takes. Without a size it says so. */
export function TransferProgress(props: TransferProgressProps): JSX.Element {
  const { label, bytes, totalBytes, averagePerS, movedAt } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { bytesPerS, grewAt } = useTransferSpeed(movedAt, bytes, averagePerS);
  const quietMs = now - grewAt;
  const isQuiet = quietMs > QUIET_MS;
  const leftMs = timeLeftMs(bytes, totalBytes, bytesPerS);
  const words = [
    totalBytes === undefined
      ? t('transfer.amount', { amount: formats.amount(bytes) })
      : t('transfer.amountOf', { amount: formats.amount(bytes), total: formats.amount(totalBytes) }),
    // 100 % is said of what is whole only.
    totalBytes !== undefined && totalBytes > 0
      ? formats.percent(Math.floor(Math.min(1, bytes / totalBytes) * 100))
      : t('transfer.noSize'),
  ];
  if (!isQuiet && bytesPerS !== undefined) words.push(formats.rate(bytesPerS));
  if (!isQuiet && leftMs !== undefined) {
    words.push(t('transfer.left', { duration: formats.duration(Math.ceil(leftMs / 1000) * 1000) }));
  }
  return (
    <div className={classes.progress}>
      <ProgressBar done={bytes} total={totalBytes} label={label} isWide isStill={isQuiet} />
      <p className={classes.words}>
        {words.join(' · ')}
        {isQuiet && (
          <span className={classes.quiet}>
            {' · '}
            {t('transfer.quiet', { duration: formats.duration(quietMs) })}
          </span>
        )}
      </p>
    </div>
  );
}

import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { ProgressBar } from '../../../ui/ProgressBar.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './Runs.module.css';

/** Bytes and blocks that move: how many of how many, repeats, how fast, how long the rest takes. */
export function RunProgress({ run }: { run: PortRun }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { bytes, file, block, blocks, retries, bytesPerS, leftS, kind, state, sentence } = run;
  const total = file?.sizeBytes;
  const words = [
    total === undefined
      ? t('transfer.amount', { amount: formats.amount(bytes) })
      : t('transfer.amountOf', { amount: formats.amount(bytes), total: formats.amount(total) }),
    ...(total === undefined || total === 0
      ? []
      : [formats.percent(Math.floor(Math.min(1, bytes / total) * 100))]),
    ...(block === 0
      ? []
      : [
          blocks === undefined
            ? t('port.run.block', { block: formats.count(block) })
            : t('port.run.blockOf', { block: formats.count(block), blocks: formats.count(blocks) }),
        ]),
    t('port.run.retries', { count: retries }),
    ...(bytesPerS === undefined ? [] : [formats.rate(bytesPerS)]),
    ...(leftS === undefined
      ? []
      : [t('transfer.left', { duration: formats.duration(Math.ceil(leftS) * 1000) })]),
  ];
  const isMoving = state === 'transferring';
  return (
    <div className={classes.progress}>
      <ProgressBar
        done={bytes}
        total={isMoving ? total : undefined}
        label={t(`port.run.progress.${kind}`)}
        isWide
      />
      <p>{words.join(' · ')}</p>
      <p role="status">{sentence}</p>
      {kind === 'firmware' && (
        <p className={classes.hold}>
          <span aria-hidden="true">⚠ </span>
          {t('port.run.hold')}
        </p>
      )}
    </div>
  );
}

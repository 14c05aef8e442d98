import { useRef, type CSSProperties, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DifferenceRow } from '../../../../shared/configuration/difference.ts';
import { DIFFERENCE_SIGNS } from '../../../../shared/configuration/differenceText.ts';
import { useVirtualRows } from '../../../ui/useVirtualRows.ts';
import { keyed } from '../keyed.ts';
import { ReadOnlyLock } from '../ReadOnlyLock.tsx';
import { PlainValue } from '../settings/ValueText.tsx';
import classes from './Snapshots.module.css';

const ROW_PX = 26;
/** Name, then both values below each other. */
const STACKED_ROW_PX = 72;

interface DifferenceListProps {
  rows: readonly DifferenceRow[];
  leftName: string;
  rightName: string;
  /** Both sides below each other, where there is no room beside. */
  isStacked: boolean;
}

/** The differences line by line, told apart by signs; only the lines near the screen exist. */
export function DifferenceList(props: DifferenceListProps): JSX.Element {
  const { rows, leftName, rightName, isStacked } = props;
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const rowPx = isStacked ? STACKED_ROW_PX : ROW_PX;
  const { shown, heightPx } = useVirtualRows(box, { count: rows.length, rowPx, sticksToEnd: false });
  return (
    <div
      className={classes.table}
      role="table"
      aria-label={t('configuration.compare.table')}
      aria-rowcount={rows.length + 1}
    >
      <div role="rowgroup">
        <div role="row" className={classes.tableHead} data-stacked={isStacked || undefined}>
          <span role="columnheader" className="unseen">
            {t('configuration.compare.kind')}
          </span>
          <span />
          <span role="columnheader">{t('configuration.columns.name')}</span>
          <span role="columnheader" title={leftName}>
            {leftName}
          </span>
          <span role="columnheader" title={rightName}>
            {rightName}
          </span>
        </div>
      </div>
      <div
        ref={box}
        className={classes.scroller}
        tabIndex={0}
        role="rowgroup"
        aria-label={t('configuration.compare.table')}
      >
        <div style={{ height: heightPx, position: 'relative' }}>
          <div
            style={{ transform: `translateY(${shown.offsetPx}px)`, '--row': `${rowPx}px` } as CSSProperties}
          >
            {keyed(rows.slice(shown.first, shown.end), ({ address }) => address).map(({ key, value }, i) => (
              <Line key={key} row={value} index={shown.first + i} isStacked={isStacked} />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

interface LineProps {
  row: DifferenceRow;
  index: number;
  isStacked: boolean;
}

function Line({ row, index, isStacked }: LineProps): JSX.Element {
  const { t } = useTranslation();
  const { address, addressAfter, kind, before, after, isSecret, isSettable } = row;
  const name = addressAfter === undefined ? address : `${address} / ${addressAfter}`;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={classes.line}
      data-kind={kind}
      data-stacked={isStacked || undefined}
    >
      <span role="cell" className={classes.sign} title={t(`configuration.compare.kinds.${kind}`)}>
        <span aria-hidden="true">{kind === 'same' ? '' : DIFFERENCE_SIGNS[kind]}</span>
        <span className="unseen">{t(`configuration.compare.kinds.${kind}`)}</span>
      </span>
      <span role="rowheader" className={classes.name} title={name}>
        <span className="mono">{name}</span>
        {!isSettable && <ReadOnlyLock className={classes.lock} />}
      </span>
      <Half value={before} isThere={kind !== 'only-after'} isSecret={isSecret} />
      <Half value={after} isThere={kind !== 'only-before'} isSecret={isSecret} />
    </div>
  );
}

interface HalfProps {
  value: string | undefined;
  isThere: boolean;
  isSecret: boolean;
}

function Half({ value, isThere, isSecret }: HalfProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <span role="cell" className={classes.half} title={value}>
      <PlainValue
        value={isThere && isSecret ? '' : value}
        isSecret={isSecret}
        none={t(isThere ? 'configuration.compare.notTold' : 'configuration.compare.absent')}
      />
    </span>
  );
}

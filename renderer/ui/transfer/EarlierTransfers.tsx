import { useState, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dot, type DotTone } from '../Dot.tsx';
import { Icon } from '../Icon.tsx';
import { useTimeFormats } from '../useTimeFormats.ts';
import classes from './EarlierTransfers.module.css';

/** Beyond these they are shown on demand: each has a story of its own. */
const SHOWN = 20;

export interface EarlierTransfer {
  id: string;
  /** Epoch ms. */
  at: number;
  tone: DotTone;
  /** How it ended. */
  state: string;
  /** What it was, in a line. */
  what: string;
}

interface EarlierTransfersProps<T extends EarlierTransfer> {
  title: string;
  /** The newest first. */
  transfers: readonly T[];
  /** The whole story of one. */
  children: (transfer: T) => ReactNode;
}

/** Transfers before the latest one, a line each; the whole story on demand. */
export function EarlierTransfers<T extends EarlierTransfer>(props: EarlierTransfersProps<T>): JSX.Element {
  const { title, transfers, children } = props;
  const { t } = useTranslation();
  const times = useTimeFormats();
  const [openId, setOpenId] = useState<string>();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? transfers : transfers.slice(0, SHOWN);
  return (
    <section className={classes.earlier} aria-labelledby="earlier-transfers">
      <h2 id="earlier-transfers">{title}</h2>
      <ul>
        {shown.map((transfer) => {
          const { id, at, tone, state, what } = transfer;
          const isOpen = id === openId;
          return (
            <li key={id}>
              <button
                type="button"
                className={classes.row}
                aria-expanded={isOpen}
                onClick={() => setOpenId(isOpen ? undefined : id)}
              >
                <Icon name="chevron" size={12} />
                <span className="mono dim">{times.shortClock(at)}</span>
                <span className={classes.state}>
                  <Dot tone={tone} />
                  {state}
                </span>
                <span className={classes.what}>{what}</span>
              </button>
              {isOpen && children(transfer)}
            </li>
          );
        })}
      </ul>
      {shown.length < transfers.length && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t('transfer.all', { count: transfers.length })}
        </button>
      )}
    </section>
  );
}

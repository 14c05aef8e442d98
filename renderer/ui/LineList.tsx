import { useRef, type JSX, type ReactNode } from 'react';
import classes from './LineList.module.css';
import { useVirtualRows } from './useVirtualRows.ts';

/** Up to here all lines are on the page, wrapped: they can be selected and searched with the browser's own means. */
const WRAPPED_LINES = 400;
const LINE_PX = 20;

interface LineListProps {
  count: number;
  label: string;
  children: (index: number) => ReactNode;
}

/** Lines of fixed-width text; of very many only those in view exist, each on one line. */
export function LineList({ count, label, children }: LineListProps): JSX.Element {
  if (count > WRAPPED_LINES) return <LongLineList {...{ count, label }}>{children}</LongLineList>;
  return (
    <div className={`mono ${classes.list}`} role="region" aria-label={label} tabIndex={0}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classes.line}>
          {children(index)}
        </div>
      ))}
    </div>
  );
}

function LongLineList({ count, label, children }: LineListProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { shown, heightPx } = useVirtualRows(box, { count, rowPx: LINE_PX, sticksToEnd: false });
  const { first, end, offsetPx } = shown;
  return (
    <div ref={box} className={`mono ${classes.list}`} role="region" aria-label={label} tabIndex={0}>
      <div className={classes.tall} style={{ height: heightPx }}>
        <div className={classes.placed} style={{ transform: `translateY(${offsetPx}px)` }}>
          {Array.from({ length: end - first }, (_, i) => (
            <div key={first + i} className={classes.line} style={{ height: LINE_PX }}>
              {children(first + i)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

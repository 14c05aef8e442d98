import { useRef, type JSX, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DetailPane.module.css';

interface ResizerProps {
  heightPx: number;
  onResize: (heightPx: number) => void;
}

const LEAST_PX = 120;
const STEP_PX = 24;

/** The most that leaves the list a few rows. */
function mostPx(): number {
  return Math.max(LEAST_PX, window.innerHeight - 320);
}

/** The edge between list and detail: dragged, or moved with the arrow keys (ARIA window splitter). */
export function Resizer({ heightPx, onResize }: ResizerProps): JSX.Element {
  const { t } = useTranslation();
  const drag = useRef<{ y: number; heightPx: number } | undefined>(undefined);
  const resize = (px: number): void => onResize(Math.round(Math.min(mostPx(), Math.max(LEAST_PX, px))));

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? STEP_PX : event.key === 'ArrowDown' ? -STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(heightPx + step);
  };
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { y: event.clientY, heightPx };
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (drag.current !== undefined) resize(drag.current.heightPx + drag.current.y - event.clientY);
  };
  const stop = (): void => {
    drag.current = undefined;
  };

  return (
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('messages.detail.resize')}
      aria-valuenow={heightPx}
      aria-valuemin={LEAST_PX}
      aria-valuemax={mostPx()}
      tabIndex={0}
      className={classes.resizer}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
    />
  );
}

import type { VirtualScroller } from '../../../ui/virtualScroller.ts';
import type { RowSurroundings } from './rowModel.ts';
import { RowPool, type RowToDraw } from './rowPool.ts';
import type { TraceView } from './traceView.ts';

/** How the technician wants the rows. */
export interface ListLook extends Omit<RowSurroundings, 'zeroAt'> {
  rowPx: number;
  /** Only so many rows are shown, as in a replay. */
  limit: number | undefined;
  /** Where the time of the mode `reference` begins. */
  referenceAt: number | undefined;
  selectedIndex: number | undefined;
  pairSeq: number | undefined;
  isChosen: (index: number) => boolean;
}

export interface ListPainterOptions {
  view: TraceView;
  scroller: VirtualScroller;
  /** The element that holds the rows, inside what is scrolled. */
  box: HTMLElement;
  hasStation: boolean;
}

export const rowId = (index: number): string => `message-${index}`;

/**
 * Keeps the rows on the screen as the view grows and the list is scrolled. At the live end all rows are other ones
 * with each frame of the screen, so that nothing else is drawn on this way.
 */
export class ListPainter {
  readonly #view: TraceView;
  readonly #scroller: VirtualScroller;
  readonly #box: HTMLElement;
  readonly #pool: RowPool;
  readonly #stops: readonly (() => void)[];
  #look: ListLook | undefined;
  #wanted = { first: 0, end: 0 };
  #offsetPx: number | undefined;
  #isResizing = false;

  constructor({ view, scroller, box, hasStation }: ListPainterOptions) {
    this.#view = view;
    this.#scroller = scroller;
    this.#box = box;
    this.#pool = new RowPool(box, hasStation);
    this.#stops = [
      view.subscribe(() => this.#takeLength()),
      scroller.subscribe(() => {
        if (!this.#isResizing) this.#paint();
      }),
    ];
  }

  show(look: ListLook): void {
    this.#look = look;
    this.#takeLength();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#pool.clear();
  }

  #takeLength(): void {
    if (this.#look === undefined) return;
    const { limit = Infinity, rowPx } = this.#look;
    this.#isResizing = true;
    this.#scroller.resize(Math.min(this.#view.get().length, limit), rowPx);
    this.#isResizing = false;
    this.#paint();
  }

  #paint(): void {
    if (this.#look === undefined) return;
    const { first, end, offsetPx } = this.#scroller.get();
    this.#want(first, end);
    if (offsetPx !== this.#offsetPx) {
      this.#offsetPx = offsetPx;
      this.#box.style.transform = `translateY(${offsetPx}px)`;
    }
    this.#pool.paint(this.#rows(this.#look, first, end), { ...this.#look, zeroAt: this.#zeroAt(this.#look) });
  }

  #want(first: number, end: number): void {
    if (this.#wanted.first === first && this.#wanted.end === end) return;
    this.#wanted = { first, end };
    // One more above: the delta of the first row on the screen needs it.
    this.#view.want(first - 1, end);
  }

  #rows({ selectedIndex, pairSeq, isChosen }: ListLook, first: number, end: number): RowToDraw[] {
    const rows: RowToDraw[] = [];
    let previousAt = this.#view.row(first - 1)?.at;
    for (let index = first; index < end; index += 1) {
      const row = this.#view.row(index);
      rows.push({
        domId: rowId(index),
        row,
        index,
        previousAt,
        isSelected: index === selectedIndex,
        isChosen: isChosen(index),
        isPair: row !== undefined && row.seq === pairSeq,
      });
      previousAt = row?.at;
    }
    return rows;
  }

  #zeroAt({ timeMode, referenceAt }: ListLook): number | undefined {
    if (timeMode === 'relative') return this.#view.firstAt();
    return timeMode === 'reference' ? referenceAt : undefined;
  }
}

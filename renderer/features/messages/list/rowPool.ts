import type { TraceRow } from '../../../../shared/trace/record.ts';
import { RowElement, type SignWords } from './rowElement.ts';
import { rowModel, type RowPlace, type RowSurroundings } from './rowModel.ts';
import classes from './MessageList.module.css';

/** A row to draw; one without a record is on its way. */
export interface RowToDraw extends RowPlace {
  domId: string;
  row: TraceRow | undefined;
}

interface Slot {
  index: number;
  element: HTMLElement;
  /** Nothing for a place whose row is on its way. */
  row: RowElement | undefined;
}

/**
 * The rows on the screen, in order. Those that stay keep their elements, as they scroll and as they are updated; the elements of
 * those that leave are written anew for those that come.
 */
export class RowPool {
  readonly #box: HTMLElement;
  readonly #hasStation: boolean;
  #slots: Slot[] = [];
  #spare: RowElement[] = [];
  /** Elements that show another row than before. */
  readonly #rewritten = new Set<Node>();

  constructor(box: HTMLElement, hasStation: boolean) {
    this.#box = box;
    this.#hasStation = hasStation;
  }

  paint(rows: readonly RowToDraw[], around: RowSurroundings): void {
    const words = { marked: around.t('notes.marked'), hasNotes: around.t('notes.hasNotes') };
    this.#release(rows);
    const kept = new Map(this.#slots.map((slot) => [slot.index, slot]));
    this.#slots = rows.map((row) => this.#drawn(row, kept.get(row.index), around, words));
    this.#order();
  }

  clear(): void {
    this.#slots = [];
    this.#spare = [];
    this.#box.replaceChildren();
  }

  /** Elements of rows that are drawn no more. They stay in the document until it is known how many are needed. */
  #release(rows: readonly RowToDraw[]): void {
    const drawn = new Map(rows.map(({ index, row }) => [index, row !== undefined]));
    this.#slots = this.#slots.filter((slot) => {
      if (drawn.get(slot.index) === (slot.row !== undefined)) return true;
      if (slot.row === undefined) slot.element.remove();
      else this.#spare.push(slot.row);
      return false;
    });
  }

  #drawn(to: RowToDraw, kept: Slot | undefined, around: RowSurroundings, words: SignWords): Slot {
    const { row, index, domId } = to;
    if (row === undefined) return kept ?? { index, element: pendingElement(index), row: undefined };
    const element = kept?.row ?? this.#spare.shift() ?? new RowElement(this.#hasStation);
    element.show(domId, rowModel(row, to, around), words);
    if (kept === undefined) this.#rewritten.add(element.element);
    return kept ?? { index, element: element.element, row: element };
  }

  /** Elements that stay are not moved; those that were written anew go where they belong. */
  #order(): void {
    for (const { element } of this.#spare) element.remove();
    this.#spare = [];
    let at = this.#box.firstChild;
    for (const { element } of this.#slots) {
      while (at !== null && at !== element && this.#isRewritten(at) && !this.#isRewritten(element)) {
        const next: ChildNode | null = at.nextSibling;
        at.remove();
        at = next;
      }
      if (element === at) at = at.nextSibling;
      else this.#box.insertBefore(element, at);
    }
    this.#rewritten.clear();
  }

  #isRewritten(node: Node): boolean {
    return this.#rewritten.has(node);
  }
}

function pendingElement(index: number): HTMLElement {
  const element = document.createElement('div');
  element.className = classes.pending ?? '';
  element.setAttribute('role', 'row');
  element.setAttribute('aria-rowindex', String(index + 1));
  element.setAttribute('aria-busy', 'true');
  return element;
}

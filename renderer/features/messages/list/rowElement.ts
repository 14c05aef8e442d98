import tagClasses from '../../../ui/SeverityMark.module.css';
import signClasses from '../notes/NoteSigns.module.css';
import { DrawnElement, DrawnPart, DrawnText, signOf, spanOf } from './drawnElement.ts';
import type { RowModel } from './rowModel.ts';
import type { RowTagWords } from './rowTagWords.ts';
import classes from './MessageRow.module.css';

/** What the signs of the technician say to those who do not see them. */
export interface SignWords {
  marked: string;
  hasNotes: string;
}

class Cell extends DrawnElement {
  readonly text = new DrawnText();

  constructor(className: string | undefined, isMono = false) {
    super('span', 'gridcell', `${isMono ? 'mono ' : ''}${className ?? ''}`);
    this.element.append(this.text.node);
  }
}

/**
 * One row of the list as elements that are made once and written anew for each record that comes by. React would make
 * a dozen elements for each of thousands of rows a second.
 */
export class RowElement {
  readonly #row = new DrawnElement('div', 'row', classes.row ?? '');
  readonly #time = new Cell(classes.time, true);
  /** Costly words, and a row that flies by is not pointed at. */
  #timeTitle: () => string = () => '';
  readonly #delta = new Cell(classes.delta, true);
  readonly #station: Cell | undefined;
  readonly #arrow = new Cell(classes.arrow);
  readonly #arrowSign = new DrawnText();
  readonly #arrowWord = new DrawnText();
  readonly #action = new Cell(classes.action);
  readonly #unseenAction = new DrawnText();
  readonly #signs: DrawnPart;
  readonly #summary = new Cell(classes.summary);
  readonly #day: DrawnPart;
  readonly #latency = new Cell(classes.latency, true);
  readonly #tag = new Cell(classes.tag);
  readonly #tagPart: DrawnPart;

  constructor(hasStation: boolean) {
    this.#station = hasStation ? new Cell(classes.station) : undefined;
    this.#time.element.addEventListener('mouseenter', () => this.#time.set({ title: this.#timeTitle() }));
    const sign = signOf('');
    sign.append(this.#arrowSign.node);
    const word = spanOf('', 'unseen');
    word.append(this.#arrowWord.node);
    this.#arrow.element.append(sign, word);
    const action = spanOf('', 'unseen');
    action.append(this.#unseenAction.node);
    this.#action.element.prepend(action);
    this.#signs = new DrawnPart(this.#action.element, action);
    this.#day = new DrawnPart(this.#summary.element, this.#summary.text.node);
    this.#tagPart = new DrawnPart(this.#tag.element);
    const cells = [
      this.#time,
      this.#delta,
      ...(this.#station === undefined ? [] : [this.#station]),
      this.#arrow,
      this.#action,
      this.#summary,
      this.#latency,
      this.#tag,
    ];
    this.element.append(...cells.map(({ element }) => element));
  }

  get element(): HTMLElement {
    return this.#row.element;
  }

  show(domId: string, model: RowModel, words: SignWords): void {
    this.#row.set({ ...model.attributes, id: domId });
    this.#time.text.set(model.time);
    this.#time.set({ title: undefined });
    this.#timeTitle = model.timeTitle;
    this.#delta.text.set(model.delta);
    this.#station?.text.set(model.station.text);
    this.#station?.set({ title: model.station.title, ...model.station.term });
    this.#showArrow(model);
    this.#showAction(model, words);
    this.#summary.text.set(model.summary);
    this.#summary.set({ title: model.summary });
    this.#day.set(model.day ?? '', () => [spanOf(model.day ?? '', classes.day)]);
    this.#latency.text.set(model.latency);
    this.#latency.set({ 'data-state': model.state });
    this.#tag.set({ ...model.tagTerm });
    this.#tagPart.set(tagKey(model.tag), () => tagElements(model.tag));
  }

  #showArrow({ arrow }: RowModel): void {
    this.#arrow.set({ title: arrow.title, 'data-direction': arrow.direction, ...arrow.term });
    this.#arrowSign.set(arrow.text);
    this.#arrowWord.set(arrow.word);
  }

  #showAction({ action }: RowModel, words: SignWords): void {
    const { isMarked, hasNotes } = action;
    this.#action.set({ title: action.title, ...action.term });
    this.#action.text.set(action.text);
    this.#unseenAction.set(action.unseen);
    this.#signs.set(`${isMarked ? 'm' : ''}${hasNotes ? 'n' : ''}`, () => [
      ...(isMarked ? [noteSign('★', words.marked, signClasses.star)] : []),
      ...(hasNotes ? [noteSign('✎', words.hasNotes, signClasses.pen)] : []),
    ]);
  }
}

/** A star on what the technician marked, a pen on what has notes. */
function noteSign(sign: string, words: string, className: string | undefined): HTMLElement {
  const element = spanOf('', className);
  element.title = words;
  element.append(signOf(sign), spanOf(words, 'unseen'));
  return element;
}

function tagElements(tag: RowTagWords | undefined): HTMLElement[] {
  if (tag === undefined) return [];
  const element = spanOf('', tagClasses.tag);
  element.dataset['severity'] = tag.severity;
  if (tag.title !== undefined) element.title = tag.title;
  element.append(signOf(tag.sign));
  if (tag.unseen !== undefined) element.append(spanOf(tag.unseen, 'unseen'));
  element.append(...tag.words.map((word) => spanOf(word)));
  return [element];
}

function tagKey(tag: RowTagWords | undefined): string {
  return tag === undefined ? '' : [tag.severity, tag.sign, tag.title, ...tag.words].join('\n');
}

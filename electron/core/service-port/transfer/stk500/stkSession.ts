import { avrChipOf, type AvrChip } from '../../../../../shared/service-port/flash/stk500/avrChips.ts';
import { holdPage } from '../../../../../shared/service-port/flash/stk500/avrImage.ts';
import {
  enterProgMode,
  getParameter,
  hexAddress,
  leaveProgMode,
  loadAddress,
  progPage,
  readPage,
  readSignature,
  setDevice,
} from '../../../../../shared/service-port/flash/stk500/stk500Commands.ts';
import type { FlashJob } from '../flasher.ts';
import { FlashRefusal } from '../flashRefusal.ts';
import { StkLine, type Stk500Times } from './stkLine.ts';

/** How often a page is tried again. */
const PAGE_RETRIES = 2;
const NO_LOADER =
  'Only boards with optiboot have a boot loader; an original OpenEVSE has none. It answers only right after a reset by DTR or by its button: the cable must carry DTR, and over a network the server must speak RFC 2217. Otherwise press reset just as the push begins, or use an ISP programmer.';
const UNSTEADY =
  'Look at the cable and its plugs, keep it away from the charging cable, and try it once more.';

/** One push into one chip: from the search for its boot loader to the start of its firmware. */
export class StkSession {
  readonly #job: FlashJob;
  readonly #chip: AvrChip;
  readonly #stk: StkLine;
  #hasLoader = false;
  #isUntouched = true;
  #retries = 0;

  constructor(job: FlashJob, chip: AvrChip, times: Stk500Times) {
    this.#job = job;
    this.#chip = chip;
    this.#stk = new StkLine(job.line, job.signal, times);
  }

  /** Nothing was sent that writes. */
  get isUntouched(): boolean {
    return this.#isUntouched;
  }

  /** Nothing is written here. */
  async open(): Promise<void> {
    if (!(await this.#stk.connect())) throw new FlashRefusal('No boot loader answers.', NO_LOADER);
    this.#hasLoader = true;
    const version = await this.#version();
    await this.#checkSignature();
    this.#job.onStep(`The boot loader${version} answers, and the chip is the ${this.#chip.name}.`);
    await this.#enter();
  }

  /**
   * The first page is written last. Until then a page stands there that does nothing, so that a chip which is cut off and starts anew
   * runs no half of a firmware: its outputs stay off.
   */
  async write(pages: readonly Uint8Array[]): Promise<void> {
    const { pageBytes } = this.#chip;
    const hold = holdPage(pageBytes);
    const [first = hold, ...others] = pages;
    await this.#page(0, hold, 'the page that holds the chip still');
    this.#progress(0, pages.length);
    for (const [at, page] of others.entries()) {
      await this.#page((at + 1) * pageBytes, page, `page ${at + 2} of ${pages.length}`);
      this.#progress(at + 1, pages.length);
    }
    if (await this.#differs(0, hold)) {
      throw new FlashRefusal(
        'The first page was overwritten by another one: the boot loader mixes the addresses up.',
        'Use an ISP programmer.',
      );
    }
    await this.#page(0, first, `page 1 of ${pages.length}`);
    this.#progress(pages.length, pages.length);
  }

  /** The boot loader starts what is in the flash. */
  async close(): Promise<void> {
    if (this.#hasLoader) await this.#stk.lastWord(leaveProgMode());
    this.#stk.stop();
  }

  async #version(): Promise<string> {
    const major = await this.#stk.ask(getParameter('major'));
    const minor = await this.#stk.ask(getParameter('minor'));
    return major === undefined || minor === undefined ? '' : ` (version ${major[0] ?? 0}.${minor[0] ?? 0})`;
  }

  async #checkSignature(): Promise<void> {
    const answer = await this.#stk.ask(readSignature());
    if (answer === undefined)
      throw new FlashRefusal('The boot loader does not tell which chip it is on.', UNSTEADY);
    const found = Buffer.from(answer).toString('hex');
    const { name, signature } = this.#chip;
    if (found === signature) return;
    const chip = avrChipOf(found)?.name ?? 'another one';
    throw new FlashRefusal(
      `The chip has the signature ${found} (${chip}), but the profile is for the ${name} (${signature}).`,
      'Choose the profile of this board, and firmware that was made for its chip.',
    );
  }

  async #enter(): Promise<void> {
    const { pageBytes, flashBytes } = this.#chip;
    const isSet = await this.#stk.ask(setDevice(pageBytes, flashBytes));
    const isIn = await this.#stk.ask(enterProgMode());
    if (isSet === undefined || isIn === undefined)
      throw new FlashRefusal('The boot loader does not begin to program.', UNSTEADY);
  }

  async #page(address: number, page: Uint8Array, name: string): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const wrong = await this.#tryPage(address, page);
      if (wrong === undefined) return;
      if (tries === PAGE_RETRIES)
        throw new FlashRefusal(`At ${name} (${hexAddress(address)}) ${wrong}.`, UNSTEADY);
      this.#retries += 1;
      await this.#again(name);
    }
  }

  /** What went wrong. */
  async #tryPage(address: number, page: Uint8Array): Promise<string | undefined> {
    const isThere = await this.#stk.ask(loadAddress(address));
    if (isThere === undefined) return 'the boot loader does not answer';
    this.#isUntouched = false;
    const isWritten = await this.#stk.ask(progPage(page));
    if (isWritten === undefined) return 'the boot loader does not say that it has written it';
    const differs = await this.#differs(address, page);
    return differs ? 'the chip holds something else than was written, or does not tell' : undefined;
  }

  async #differs(address: number, page: Uint8Array): Promise<boolean> {
    if ((await this.#stk.ask(loadAddress(address))) === undefined) return true;
    const found = await this.#stk.ask(readPage(page.length));
    return found === undefined || page.some((byte, at) => byte !== found[at]);
  }

  /** A boot loader that lost a byte waits for it and then restarts: only a reset makes it listen again. It may be another chip by then. */
  async #again(name: string): Promise<void> {
    if (!(await this.#stk.connect())) {
      this.#hasLoader = false;
      throw new FlashRefusal(`At ${name} the boot loader fell silent, and did not come back.`, NO_LOADER);
    }
    await this.#checkSignature();
    await this.#enter();
  }

  #progress(done: number, pages: number): void {
    const { file, onProgress } = this.#job;
    const bytes = Math.round((file.sizeBytes * done) / pages);
    onProgress({ bytes, block: done, blocks: pages, retries: this.#retries });
  }
}

import {
  ROM_PAGE_BYTES,
  STM32_FLASH_ADDRESS,
} from '../../../../../shared/service-port/flash/an3155/romFrame.ts';
import { stm32ChipText } from '../../../../../shared/service-port/flash/an3155/stm32Chips.ts';
import type { FlashJob, FlashOutcome, Flasher } from '../flasher.ts';
import { FlashRefusal, outcomeOf } from '../flashRefusal.ts';
import { withFormat } from '../withFormat.ts';
import { hex, ROM_TIMES, RomLoader, type RomFacts, type RomTimes } from './romLoader.ts';

/** The boot loader wants even parity (AN3155 §2). */
const ROM_FORMAT = '8E1';
const WRITE_TRIES = 3;
const READ_TRIES = 3;
const HEAD_BYTES = 4;
/** Files that hold addresses of their own and no content as it is. */
const OTHER_FORMATS: ReadonlyArray<{ name: string; isIt: (head: Buffer) => boolean }> = [
  { name: 'Intel HEX', isIt: (head) => /^:[0-9A-Fa-f]{3}/.test(head.toString('latin1')) },
  { name: 'Motorola S-records', isIt: (head) => /^S[0-9][0-9A-Fa-f]{2}/.test(head.toString('latin1')) },
  { name: 'ELF', isIt: (head) => head.toString('latin1') === '\u007FELF' },
  { name: 'DfuSe', isIt: (head) => head.toString('latin1') === 'DfuS' },
];

/** Firmware by the boot loader in the ROM of an STM32 (ST AN3155): erase, write, read back, start. */
export class An3155Flasher implements Flasher {
  readonly isExperimental = true;
  readonly ifCut =
    'Once its flash is erased, it has no whole firmware and does not charge until a push has ended; the boot loader in its ROM stays, and takes another try after a reset with BOOT0 high.';
  readonly #times: RomTimes;

  constructor(times: Partial<RomTimes> = {}) {
    this.#times = { ...ROM_TIMES, ...times };
  }

  flash(job: FlashJob): Promise<FlashOutcome> {
    return outcomeOf(job, () =>
      withFormat(job, ROM_FORMAT, (answers) => push(new RomLoader(answers, this.#times), job)),
    );
  }
}

async function push(loader: RomLoader, job: FlashJob): Promise<FlashOutcome> {
  const start = job.chip?.flashAddress ?? STM32_FLASH_ADDRESS;
  await checkFormat(job);
  await loader.sync();
  const facts = await loader.facts();
  job.onStep(`The boot loader ${facts.version} tells chip ${stm32ChipText(facts.chipId)}.`);
  checkChip(facts, job);
  await checkReadable(loader, start);
  await erase(loader, facts, start, job);
  await writeAll(loader, start, job);
  await loader.go(start);
  job.onStep('The firmware was started.');
  return { kind: 'done', proof: 'read-back' };
}

async function checkFormat({ file }: FlashJob): Promise<void> {
  const head = Buffer.from(await file.read(0, Math.min(HEAD_BYTES, file.sizeBytes)));
  const format = OTHER_FORMATS.find(({ isIt }) => isIt(head));
  if (format === undefined) return;
  throw new FlashRefusal(
    `${file.name} is ${format.name}, but the boot loader takes the content as it is. Nothing was erased.`,
    'Convert it into a binary file (objcopy -O binary), and mind the address.',
  );
}

function checkChip({ chipId }: RomFacts, { chip }: FlashJob): void {
  const found = stm32ChipText(chipId);
  if (chip?.signature === undefined) {
    throw new FlashRefusal(
      `The device has chip ${found}, and the profile does not say which it shall have. Nothing was erased.`,
      `If the firmware is for this chip, add chip.signature ${chipId.toString(16).padStart(4, '0')} to the profile.`,
    );
  }
  if (Number.parseInt(chip.signature, 16) === chipId) return;
  throw new FlashRefusal(
    `The device has chip ${found}, where ${chip.name} has ${chip.signature.toLowerCase()}h. Nothing was erased.`,
    'It is another device or another revision of it: get the firmware that is made for this chip.',
  );
}

async function checkReadable(loader: RomLoader, start: number): Promise<void> {
  if ((await loader.read(start, HEAD_BYTES)) !== undefined) return;
  throw new FlashRefusal(
    'The flash of the chip is protected from reading (RDP): what is written could not be compared. Nothing was erased.',
    'Kerbside does not take the protection off, since that erases everything, settings and keys too. Use the tool of the maker.',
  );
}

/** By pages where the profile knows their size, so that settings behind the firmware stay; else all of it. */
async function erase(loader: RomLoader, facts: RomFacts, start: number, job: FlashJob): Promise<void> {
  const { pageBytes } = job.chip ?? {};
  const offset = start - STM32_FLASH_ADDRESS;
  // What stands before the firmware, such as a boot loader of the maker, would be gone with it.
  if (pageBytes === undefined ? offset !== 0 : offset % pageBytes !== 0) {
    throw new FlashRefusal(
      `The firmware begins at ${hex(start)}, and what stands before it would be erased, too. Nothing was erased.`,
      'chip.pageBytes of the profile has to be the size of a page of this chip, and chip.flashAddress the beginning of one.',
    );
  }
  if (pageBytes === undefined) {
    job.onStep('The whole flash is erased; from here on the device has no firmware.');
    await loader.eraseAll(facts);
    return;
  }
  const first = Math.floor(offset / pageBytes);
  const end = Math.ceil((offset + job.file.sizeBytes) / pageBytes);
  if (offset < 0 || (!facts.isExtendedErase && end > 256) || end > 0xfff0) {
    throw new FlashRefusal(
      `The pages of ${pageBytes} bytes from ${hex(start)} on cannot be named to this boot loader. Nothing was erased.`,
      'Check chip.pageBytes and chip.flashAddress of the profile.',
    );
  }
  job.onStep(`Pages ${first} to ${end - 1} are erased; from here on the device has no firmware.`);
  await loader.erasePages(facts, first, end - first);
}

async function writeAll(
  loader: RomLoader,
  start: number,
  { file, onProgress, onStep }: FlashJob,
): Promise<void> {
  const blocks = Math.ceil(file.sizeBytes / ROM_PAGE_BYTES);
  let retries = 0;
  for (let block = 1; block <= blocks; block += 1) {
    const offset = (block - 1) * ROM_PAGE_BYTES;
    const content = await file.read(offset, Math.min(ROM_PAGE_BYTES, file.sizeBytes - offset));
    try {
      retries += await writePage(loader, start + offset, content);
      retries += await comparePage(loader, start + offset, content);
    } catch (error) {
      if (!(error instanceof FlashRefusal)) throw error;
      throw new FlashRefusal(`At page ${block} of ${blocks}: ${error.message}`, error.remedy);
    }
    onProgress({ bytes: offset + content.length, block, blocks, retries });
  }
  onStep(`All ${blocks} pages were read back and are those of the file.`);
}

/** READ does not take a single byte (§3.4). */
function wholeWords(length: number): number {
  return Math.ceil(length / 4) * 4;
}

/** How often it had to be sent again. */
async function writePage(loader: RomLoader, address: number, content: Uint8Array): Promise<number> {
  for (let retries = 0; retries < WRITE_TRIES; retries += 1) {
    if (await loader.write(address, content)) return retries;
  }
  throw new FlashRefusal(
    `The boot loader refuses to write at ${hex(address)} (NACK ${WRITE_TRIES} times).`,
    'The flash may end before the firmware does, or be protected from writing there.',
  );
}

/** A reading may be damaged on the line as well: how often it had to be read again. */
async function comparePage(loader: RomLoader, address: number, content: Uint8Array): Promise<number> {
  for (let retries = 0; retries < READ_TRIES; retries += 1) {
    const held = await loader.read(address, wholeWords(content.length));
    if (held !== undefined && Buffer.compare(held.subarray(0, content.length), content) === 0) return retries;
  }
  throw new FlashRefusal(
    `What the flash holds at ${hex(address)} is not what was written.`,
    'Another try may do; where it fails at the same page again, the flash is worn or the supply weak.',
  );
}

import type { ESPLoader } from 'esptool-js';
import { sizeText } from '../../../../../shared/files/sizeText.ts';
import type { FlashJob } from '../flasher.ts';
import { FlashRefusal } from '../flashRefusal.ts';

const SECTOR_BYTES = 0x1000;
/** An image of firmware (esp_image_header_t): the chip that it is for stands in it. */
const IMAGE_MAGIC = 0xe9;
const IMAGE_CHIP_AT = 12;

export interface EspTarget {
  chip: string;
  address: number;
}

/** What the profile has to say before a chip is touched. */
export function targetOf({ chip }: FlashJob): EspTarget {
  if (chip?.flashAddress === undefined) {
    throw new FlashRefusal(
      'The profile does not say which chip it is and where in its flash the firmware goes. Nothing was sent.',
      'Add chip.name and chip.flashAddress to the profile.',
    );
  }
  if (chip.flashAddress % SECTOR_BYTES !== 0) {
    throw new FlashRefusal(
      `The flash is erased by ${SECTOR_BYTES} bytes, and ${chip.flashAddress.toString(16)}h is none of their beginnings. Nothing was sent.`,
      'Check chip.flashAddress of the profile.',
    );
  }
  return { chip: chip.name, address: chip.flashAddress };
}

export function checkChip({ chip }: ESPLoader, target: EspTarget): void {
  if (plain(chip.CHIP_NAME) === plain(target.chip)) return;
  throw new FlashRefusal(
    `The device has chip ${chip.CHIP_NAME}, where the profile names ${target.chip}. Nothing was written.`,
    'It is another device or another revision of it: get the firmware that is made for this chip.',
  );
}

/** `esp32s3` and `ESP32-S3` are the same. */
function plain(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

export async function checkImage({ chip }: ESPLoader, { file }: FlashJob): Promise<void> {
  if (file.sizeBytes < IMAGE_CHIP_AT + 2) return;
  const head = Buffer.from(await file.read(0, IMAGE_CHIP_AT + 2));
  if (head[0] !== IMAGE_MAGIC || chip.IMAGE_CHIP_ID === undefined) return;
  const id = head.readUInt16LE(IMAGE_CHIP_AT);
  if (id === chip.IMAGE_CHIP_ID) return;
  throw new FlashRefusal(
    `${file.name} is made for a chip with number ${id}, and ${chip.CHIP_NAME} has ${chip.IMAGE_CHIP_ID}. Nothing was written.`,
    'Get the firmware that is made for this chip.',
  );
}

/** The first ESP32 and the S2 do not tell it. */
export async function checkSecurity(loader: ESPLoader): Promise<void> {
  if (loader.chip.USES_MAGIC_VALUE && !loader.secureDownloadMode) return;
  const { flashCryptCnt, parsedFlags } = await loader.getSecurityInfo();
  if (parsedFlags.SECURE_DOWNLOAD_ENABLE) {
    throw new FlashRefusal(
      'The chip is in secure download mode: what is written could not be checked. Nothing was written.',
      'Use the way of the maker.',
    );
  }
  if (isOdd(flashCryptCnt)) {
    throw new FlashRefusal(
      'The chip encrypts its flash: plain firmware would not start. Nothing was written.',
      'Use the way of the maker.',
    );
  }
}

/** An odd number of its bits turns the encryption on. */
function isOdd(bits: number): boolean {
  let count = 0;
  for (let rest = bits; rest !== 0; rest >>= 1) count += rest & 1;
  return count % 2 === 1;
}

export async function checkRoom(
  loader: ESPLoader,
  { address }: EspTarget,
  { file }: FlashJob,
): Promise<void> {
  const end = bytesOf(await loader.detectFlashSize().catch(() => undefined));
  if (end === undefined) {
    throw new FlashRefusal(
      'The flash beside the chip does not tell its size. Nothing was written.',
      'Its pins may be wired otherwise, or it is damaged.',
    );
  }
  if (address + file.sizeBytes <= end) return;
  throw new FlashRefusal(
    `The flash ends after ${sizeText(end)}, and the firmware would end at ${sizeText(address + file.sizeBytes)}. Nothing was written.`,
    'It is the file of another device.',
  );
}

/** `4MB`, `512KB`. */
function bytesOf(size: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)(KB|MB)$/.exec(size ?? '') ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unit === 'MB' ? 1_048_576 : 1024);
}

import type { PreCheck } from '../../../../../shared/files/firmwareUpdate.ts';
import {
  AVR_CHIPS,
  avrChipOf,
  type AvrChip,
} from '../../../../../shared/service-port/flash/stk500/avrChips.ts';
import {
  avrImageOf,
  MOST_FILE_BYTES,
  type AvrImage,
  type ImageProblem,
} from '../../../../../shared/service-port/flash/stk500/avrImage.ts';
import type { FirmwareSource, FlashJob, FlashOutcome, Flasher } from '../flasher.ts';
import { outcomeOf } from '../flashRefusal.ts';
import { StkSession } from './stkSession.ts';
import { STK500_TIMES, type Stk500Times } from './stkLine.ts';

const READ_BYTES = 65_536;

/** Firmware into an AVR with optiboot, by STK500 version 1: each page is written, read back and compared. */
export class Stk500Flasher implements Flasher {
  readonly isExperimental = true;
  readonly ifCut =
    'From the first page on the device is without working firmware until it is pushed again; the boot loader stays.';
  readonly #times: Stk500Times;

  constructor(times: Partial<Stk500Times> = {}) {
    this.#times = { ...STK500_TIMES, ...times };
  }

  async look(file: FirmwareSource, chip: FlashJob['chip']): Promise<PreCheck[]> {
    const meant = await whatIsMeant(file, chip);
    if ('problem' in meant) {
      return [{ code: 'image', level: 'blocks', sentence: meant.problem, remedy: meant.remedy }];
    }
    return [{ code: 'image', level: 'ok', sentence: `The file is ${imageWords(meant)}.` }];
  }

  async flash(job: FlashJob): Promise<FlashOutcome> {
    const meant = await whatIsMeant(job.file, job.chip);
    if ('problem' in meant) {
      const { problem: sentence, remedy } = meant;
      return { kind: 'failed', isCancelled: false, sentence, remedy, isUntouched: true };
    }
    const session = new StkSession(job, meant.chip, this.#times);
    try {
      const outcome = await outcomeOf(job, () => written(session, meant, job));
      return outcome.kind === 'failed' && session.isUntouched ? { ...outcome, isUntouched: true } : outcome;
    } finally {
      await session.close();
    }
  }
}

async function written(session: StkSession, meant: Meant, { onStep }: FlashJob): Promise<FlashOutcome> {
  onStep(`The file is ${imageWords(meant)}.`);
  await session.open();
  await session.write(meant.image.pages);
  return { kind: 'done', proof: 'read-back' };
}

interface Meant {
  chip: AvrChip;
  image: AvrImage;
}

async function whatIsMeant(file: FirmwareSource, named: FlashJob['chip']): Promise<Meant | ImageProblem> {
  const chip = avrChipOf(named?.signature ?? '');
  if (chip === undefined || (named?.pageBytes ?? chip.pageBytes) !== chip.pageBytes) {
    const known = AVR_CHIPS.map(({ name, signature }) => `${name} (${signature})`).join(', ');
    return {
      problem: 'The profile does not name a chip that can be written this way.',
      remedy: `It needs the signature of one of these, and its page: ${known}.`,
    };
  }
  if (file.sizeBytes > MOST_FILE_BYTES) {
    return {
      problem: `The file has ${file.sizeBytes} bytes, far more than fits into the ${chip.name}.`,
      remedy: 'It is the file of another device.',
    };
  }
  const image = avrImageOf(file.name, await contentOf(file), chip);
  return 'problem' in image ? image : { chip, image };
}

async function contentOf(file: FirmwareSource): Promise<Uint8Array> {
  const { sizeBytes } = file;
  const content = new Uint8Array(sizeBytes);
  for (let at = 0; at < sizeBytes; at += READ_BYTES) {
    content.set(await file.read(at, Math.min(READ_BYTES, sizeBytes - at)), at);
  }
  return content;
}

function imageWords({ chip, image: { format, sizeBytes, pages } }: Meant): string {
  const count = pages.length === 1 ? 'one page' : `${pages.length} pages`;
  return `${format}, ${sizeBytes} bytes for the flash of the ${chip.name}: ${count} of ${chip.pageBytes}`;
}

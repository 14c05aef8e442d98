import type { TransferTimes } from '../../../../shared/service-port/transfer/transferMachine.ts';
import { An3155Flasher } from './an3155/an3155Flasher.ts';
import { BlockFlasher } from './blockFlasher.ts';
import { Esp32Flasher } from './esp32/esp32Flasher.ts';
import type { FlashMethod, Flasher } from './flasher.ts';
import { Stk500Flasher } from './stk500/stk500Flasher.ts';

/** The way of firmware into a device that a profile names. */
export function flasherOf(method: FlashMethod, times: Partial<TransferTimes> = {}): Flasher {
  switch (method) {
    case 'xmodem':
    case 'xmodem-crc':
    case 'xmodem-1k':
    case 'ymodem':
      return new BlockFlasher(method, times);
    case 'stk500v1':
      return new Stk500Flasher();
    case 'an3155':
      return new An3155Flasher();
    case 'esp32':
      return new Esp32Flasher();
    default:
      return method satisfies never;
  }
}

/** Product ids that GET ID tells, for sentences only (ST AN2606, table of boot loader devices). */
const CHIPS: Readonly<Record<number, string>> = {
  0x410: 'STM32F1 medium density',
  0x411: 'STM32F2',
  0x412: 'STM32F1 low density',
  0x413: 'STM32F405/407/415/417',
  0x414: 'STM32F1 high density',
  0x415: 'STM32L475/476/486',
  0x416: 'STM32L1 (32 to 128 KB)',
  0x417: 'STM32L05x/L06x',
  0x418: 'STM32F105/107',
  0x419: 'STM32F42x/43x',
  0x420: 'STM32F100 medium density',
  0x421: 'STM32F446',
  0x422: 'STM32F302/303 (B/C)',
  0x423: 'STM32F401 (B/C)',
  0x425: 'STM32L03x/L04x',
  0x431: 'STM32F411',
  0x432: 'STM32F37x',
  0x433: 'STM32F401 (D/E)',
  0x435: 'STM32L43x/L44x',
  0x438: 'STM32F303 (4/6/8), F328, F334',
  0x439: 'STM32F301/302 (4/6/8), F318',
  0x440: 'STM32F05x, F030x8',
  0x442: 'STM32F09x, F030xC',
  0x444: 'STM32F03x',
  0x445: 'STM32F04x, F070x6',
  0x447: 'STM32L07x/L08x',
  0x448: 'STM32F07x',
  0x449: 'STM32F74x/75x',
  0x450: 'STM32H74x/75x',
  0x451: 'STM32F76x/77x',
  0x460: 'STM32G07x/G08x',
  0x466: 'STM32G03x/G04x',
  0x467: 'STM32G0Bx/G0Cx',
  0x468: 'STM32G431/441',
  0x469: 'STM32G47x/48x',
  0x495: 'STM32WB55',
  0x497: 'STM32WLE5/WL55',
};

/** `0413h (STM32F405/407/415/417)`. */
export function stm32ChipText(id: number): string {
  const name = CHIPS[id];
  const hex = `${id.toString(16).padStart(4, '0')}h`;
  return name === undefined ? hex : `${hex} (${name})`;
}

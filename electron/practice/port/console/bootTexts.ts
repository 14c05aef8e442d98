/** What the boot loader prints before it counts down. */
export const UBOOT_LINES: readonly string[] = [
  '',
  'U-Boot SPL 2023.04 (Mar 04 2024 - 10:00:00 +0000)',
  'Trying to boot from MMC1',
  '',
  'U-Boot 2023.04 (Mar 04 2024 - 10:00:00 +0000)',
  '',
  'CPU:   Freescale i.MX6ULL rev1.1 528 MHz (running at 396 MHz)',
  'DRAM:  256 MiB',
  'MMC:   FSL_SDHC: 0',
  'In:    serial',
  'Out:   serial',
];

/** What the kernel prints, up to the question who one is. */
export const KERNEL_LINES: readonly string[] = [
  'Starting kernel ...',
  '',
  '[    0.000000] Booting Linux on physical CPU 0x0',
  '[    0.000000] Linux version 6.1.55 (build@practice) #1 PREEMPT Mon Mar 4 10:00:00 UTC 2024',
  '[    0.000000] Machine model: Practice Wallbox C2',
  '[    0.841220] mmc0: new high speed SDHC card at address aaaa',
  '[    1.920377] EXT4-fs (mmcblk0p2): mounted filesystem with ordered data mode',
  '[    2.481109] systemd[1]: Detected architecture arm.',
];

export const DMESG = `${KERNEL_LINES.slice(2).join('\n')}\n`;

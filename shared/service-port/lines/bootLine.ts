/** The kernel's time stamp, maybe with the number of its processor. */
const STAMP = String.raw`(?:\[ {0,8}0\.0{3,6}\](?:\[[ \w]{1,12}\])? )?`;

/** What boot loaders, kernels and boot ROMs print first. */
const BOOT_TEXTS: readonly RegExp[] = [
  /^\W{0,4}U-Boot (?:SPL |TPL )?(?:\d{4}\.\d{2}|\d+\.\d+)/,
  new RegExp(`^${STAMP}Booting Linux\\b`),
  new RegExp(`^${STAMP}Linux version \\d`),
  /^Starting kernel \.{3}/,
  /^Uncompressing Linux/,
  // The boot ROM of the ESP32.
  /^rst:0x[\da-f]{1,2} \(/i,
  /^ets [A-Z][a-z]{2} {1,2}\d{1,2} \d{4}/,
];

/** Whether a line is one that a device prints when it starts. `own` are patterns of its profile. */
export function isBootLine(line: string, own: ReadonlyArray<{ find(text: string): unknown }> = []): boolean {
  const head = line.slice(0, 200);
  return (
    BOOT_TEXTS.some((look) => look.test(head)) || own.some((pattern) => pattern.find(line) !== undefined)
  );
}

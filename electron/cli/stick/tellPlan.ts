import type { PreCheck } from '../../../shared/files/firmwareUpdate.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import type { StickPlan } from '../../../shared/service-port/stick/stickPlan.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';

const MOST_FILES = 40;

/** What would be written, and what was found out before; for people. */
export function tellPlan(plan: StickPlan, terminal: Terminal): void {
  const { folder, files, totalBytes, leftOut, firmware, evidence } = plan;
  terminal.note(`Onto ${folder}: ${files.length} files, ${sizeText(totalBytes)}`);
  for (const { path, kind, sizeBytes } of files.slice(0, MOST_FILES)) {
    const size = kind === 'password' ? 'the password' : sizeText(sizeBytes ?? 0);
    terminal.note(`  ${oneLine(path)}  ${size}`);
  }
  if (files.length > MOST_FILES) terminal.note(`  … and ${files.length - MOST_FILES} more`);
  for (const { name, sentence } of leftOut) terminal.note(`  left out: ${oneLine(name)} ${sentence}`);
  if (firmware !== undefined) {
    const { name, version, sha256 } = firmware;
    const told = version === undefined ? 'its version cannot be read here' : `version ${oneLine(version)}`;
    terminal.note(
      `${oneLine(name)}: ${[firmware.package, told].filter(Boolean).join(', ')}, SHA-256 ${sha256}`,
    );
  }
  tellChecks(plan.checks, terminal);
  terminal.note(`Known from: ${evidence.level} (${evidence.source}). ${evidence.note}`);
}

/** What is as it should be is not worth a line. */
export function tellChecks(checks: readonly PreCheck[], terminal: Terminal): void {
  for (const { level, sentence, remedy } of checks) {
    if (level === 'ok') continue;
    terminal.note(
      `${level === 'blocks' ? 'Stop' : 'Careful'}: ${oneLine([sentence, remedy].filter(Boolean).join(' '))}`,
    );
  }
}

export function tellSteps(steps: readonly string[], terminal: Terminal): void {
  for (const [at, step] of steps.entries()) terminal.note(`${at + 1}. ${step}`);
}

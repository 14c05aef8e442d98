import { open } from 'node:fs/promises';
import type { PreCheck, PushedFile } from '../../../../shared/files/firmwareUpdate.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import type { PortPushPlan } from '../../../../shared/service-port/portRun.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { mistakeAmong } from '../../firmware-library/firstLook.ts';
import { isSameVersion } from '../../firmware/story/versions.ts';
import type { FirmwareWay } from '../drivers/chargerDriver.ts';

export interface PushFacts {
  file: PushedFile;
  way: FirmwareWay;
  state: PortState;
  versionBefore: string | undefined;
  parameters: PortPushPlan['parameters'];
  canKeepConfiguration: boolean;
  /** Why nothing is recorded now, as a sentence. */
  notRecorded: string | undefined;
}

/** What is looked at before firmware goes over the cable; a forced push does not exist here: a cut one may leave no charger. */
export async function pushChecks(facts: PushFacts): Promise<PreCheck[]> {
  return [
    identified(facts),
    charging(facts),
    version(facts),
    ...likeFirmware(facts),
    ...ending(facts),
    ...size(facts),
    ...(await magic(facts)),
    ...missing(facts),
    ...experimental(facts),
    snapshot(facts),
    ...recorded(facts),
  ];
}

function identified({ state: { identity } }: PushFacts): PreCheck {
  if (identity === undefined || identity.confidence === 'unknown') {
    return warning(
      'not-identified',
      'The device has not said what it is.',
      'Identify it first; push only where you know it, as a device that hangs in its boot loader.',
    );
  }
  const who = [identity.vendor, identity.model, identity.serialNumber].filter(Boolean).join(' ');
  if (identity.confidence === 'certain')
    return ok('identified', `It is ${who || 'what the profile is for'}.`);
  return warning(
    'likely',
    `It is probably ${who || 'what the profile is for'}; other devices answer alike.`,
    'Compare with the label.',
  );
}

function charging({ state: { isCharging } }: PushFacts): PreCheck {
  if (isCharging === true) {
    return {
      code: 'charging',
      level: 'blocks',
      sentence: 'A car is charging: an update cuts it off.',
      remedy: 'End the charging and unplug the car.',
    };
  }
  if (isCharging === false) return ok('not-charging', 'No car is charging.');
  return warning(
    'charging-unknown',
    'Kerbside cannot see whether a car charges: the device does not say it over this port.',
    'Look at the charger, and unplug the car first.',
  );
}

function version({ versionBefore: before, file }: PushFacts): PreCheck {
  if (before === undefined) {
    return warning(
      'version-unknown',
      'Which version it has is not known, so a change of it cannot be seen.',
      'Identify it first.',
    );
  }
  if (file.version !== undefined && isSameVersion(before, file.version)) {
    return warning(
      'same-version',
      `It has version ${before} already.`,
      'Pushing it again makes sense only where that version is damaged.',
    );
  }
  const after = file.version === undefined ? '' : `; it is to be ${file.version}`;
  return ok('version', `It has version ${before}${after}.`);
}

function likeFirmware({ file: { doubts = [] } }: PushFacts): PreCheck[] {
  const mistake = mistakeAmong(doubts);
  return doubts.map(({ level, ...doubt }) => ({
    ...doubt,
    level: level === 'problem' || doubt.code === mistake?.code ? 'blocks' : 'warning',
  }));
}

function ending({ file, way: { accepts } }: PushFacts): PreCheck[] {
  if (accepts.length === 0) return [];
  const name = file.name.toLowerCase();
  if (accepts.some((one) => name.endsWith(one.toLowerCase()))) {
    return [ok('ending', 'The ending of the file is one that this device takes.')];
  }
  return [
    blocks(
      'ending',
      `The file is ${file.name}, but this device takes ${accepts.join(', ')}.`,
      'Choose the file that the maker gives for this way of updating; it may have to be unpacked first.',
    ),
  ];
}

function size({ file, way: { minBytes, maxBytes } }: PushFacts): PreCheck[] {
  const words = `The file has ${sizeText(file.sizeBytes)}`;
  if (maxBytes !== undefined && file.sizeBytes > maxBytes) {
    const sentence = `${words}, more than the ${sizeText(maxBytes)} that the device has room for.`;
    return [blocks('too-large', sentence, 'It is the file of another device.')];
  }
  if (minBytes !== undefined && file.sizeBytes < minBytes) {
    const sentence = `${words}, less than the ${sizeText(minBytes)} of the smallest firmware for it.`;
    return [blocks('too-small', sentence, 'The download may have been cut: get it again.')];
  }
  return [];
}

async function magic({ file, way }: PushFacts): Promise<PreCheck[]> {
  if (way.magic === undefined) return [];
  const { offset, hex } = way.magic;
  const handle = await open(file.path);
  try {
    const length = hex.length / 2;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    const found = buffer.subarray(0, bytesRead).toString('hex');
    if (found === hex.toLowerCase())
      return [ok('magic', 'The mark of firmware for this device is in the file.')];
    return [
      blocks(
        'magic',
        `At byte ${offset} the file has ${found || 'nothing'}, where firmware for this device has ${hex}.`,
        'It is the file of another device, or packed.',
      ),
    ];
  } finally {
    await handle.close();
  }
}

function missing({ way: { parameters = [] }, parameters: planned }: PushFacts): PreCheck[] {
  return parameters
    .filter(({ name }) => !planned.some((one) => one.name === name))
    .map(({ name, title = name }) =>
      blocks(
        'parameter-missing',
        `“${title}” is not given, and the profile names no value for it.`,
        'Take it from the maker’s instructions for this board.',
      ),
    );
}

function recorded({ notRecorded }: PushFacts): PreCheck[] {
  if (notRecorded === undefined) return [];
  return [
    warning(
      'not-recorded',
      `The session file takes nothing now: ${notRecorded}`,
      'Make room first, else the record of this push may be lost.',
    ),
  ];
}

function experimental({ way: { isExperimental } }: PushFacts): PreCheck[] {
  if (!isExperimental) return [];
  return [
    warning(
      'experimental',
      'This way of pushing firmware was made from documents and never seen on this hardware.',
      'Try it first on a device that may be lost.',
    ),
  ];
}

function snapshot({ canKeepConfiguration }: PushFacts): PreCheck {
  if (canKeepConfiguration) return ok('snapshot', 'Its configuration is read and kept before.');
  return warning(
    'no-snapshot',
    'Its configuration cannot be kept before: it is not read over this port.',
    'Note the settings: some updates put them back to what the maker ships.',
  );
}

function ok(code: string, sentence: string): PreCheck {
  return { code, level: 'ok', sentence };
}

function warning(code: string, sentence: string, remedy: string): PreCheck {
  return { code, level: 'warning', sentence, remedy };
}

function blocks(code: string, sentence: string, remedy: string): PreCheck {
  return { code, level: 'blocks', sentence, remedy };
}

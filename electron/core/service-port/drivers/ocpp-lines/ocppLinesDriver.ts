import { isBootLine } from '../../../../../shared/service-port/lines/bootLine.ts';
import { TerminalLines } from '../../../../../shared/service-port/lines/terminalLines.ts';
import type { PortIdentity } from '../../../../../shared/service-port/portIdentity.ts';
import { capabilitiesOf } from '../../../../../shared/service-port/profile/capabilitiesOf.ts';
import type { OcppLinesProfile } from '../../../../../shared/service-port/profile/linesProfile.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import { withoutUndefined } from '../../../../../shared/withoutUndefined.ts';
import type { ChargerDriver, CreateDriver } from '../chargerDriver.ts';
import { ForbiddenLines } from '../forbiddenLines.ts';
import { inability } from '../inability.ts';
import { NoiseWatch } from '../noiseWatch.ts';
import { RestartWatch } from '../restartWatch.ts';
import { waitForData } from '../waitForData.ts';
import { identityInFrame, type HeardIdentity } from './heardIdentity.ts';
import { OcppTextFinder } from './ocppTextFinder.ts';

/** Who says nothing of itself within this time is asked by nobody: the driver only listens. */
const LISTEN_MS = 3000;

/** A device that prints OCPP frames in its log. It is only listened to. */
export const createOcppLinesDriver: CreateDriver<OcppLinesProfile> = (
  line,
  profile,
  { events },
): ChargerDriver => {
  let heard: HeardIdentity = {};
  let frames = 0;
  const hear = (news: HeardIdentity | undefined): void => {
    const before = JSON.stringify(heard);
    heard = { ...heard, ...news };
    if (JSON.stringify(heard) !== before) events.onIdentity?.(identityOf(heard, frames, profile));
  };
  const finder = new OcppTextFinder((text, monoMs) => {
    frames += 1;
    hear(identityInFrame(text));
    events.onOcppText(text, monoMs);
  });
  const identityLines = profile.identityLines.map(compilePattern);
  const restart = new RestartWatch(() => {
    // It may start with another firmware.
    heard = {};
    events.onRestart();
  });
  const bootLines = profile.bootLines.map(compilePattern);
  const noise = new NoiseWatch(events.onBanner);
  const decoder = new TextDecoder();
  const lines = new TerminalLines((text) => {
    if (isBootLine(text, bootLines)) restart.bootText();
    for (const pattern of identityLines) hear(pattern.find(text)?.groups);
  });
  const stop = line.onData((bytes, monoMs) => {
    noise.add(bytes);
    lines.text(decoder.decode(bytes, { stream: true }));
    finder.bytes(bytes, monoMs);
  });
  const forbidden = new ForbiddenLines(
    profile.forbidden.map(({ pattern, why }) => ({ pattern: compilePattern(pattern), why })),
  );

  const capabilities = capabilitiesOf(profile);

  return {
    capabilities,
    async identify({ signal }) {
      await waitForData(line, () => heard.serialNumber !== undefined, LISTEN_MS, signal);
      return identityOf(heard, frames, profile);
    },
    items: () => [],
    read: () => Promise.reject(inability(capabilities, 'configuration')),
    write: () => Promise.reject(inability(capabilities, 'write')),
    forbids: (bytes) => forbidden.ofKeys(bytes, lines.partial),
    diagnostics: () => [],
    startDiagnostics: () => Promise.reject(inability(capabilities, 'diagnostics')),
    firmware: () => undefined,
    beforeFirmware: () => Promise.reject(inability(capabilities, 'firmware')),
    afterFirmware: () => Promise.reject(inability(capabilities, 'firmware')),
    close() {
      finder.end();
      stop();
    },
  };
};

function identityOf(
  heard: HeardIdentity,
  frames: number,
  { vendor, models }: OcppLinesProfile,
): PortIdentity {
  const known = Object.keys(withoutUndefined(heard)).length > 0;
  const said = frames === 1 ? 'One OCPP message' : `${frames} OCPP messages`;
  return {
    confidence: known || frames > 0 ? 'likely' : 'unknown',
    sentence:
      frames > 0
        ? `${said} came over the line${known ? ', and the charger told who it is' : '; who it is it tells in its BootNotification, at its next start'}.`
        : 'Nothing of OCPP has come yet: this port is only listened to.',
    facts: [],
    ...withoutUndefined({
      vendor: heard.vendor ?? vendor,
      model: heard.model ?? (models.length === 1 ? models[0] : undefined),
      serialNumber: heard.serialNumber,
      firmwareVersion: heard.firmwareVersion,
    }),
  };
}

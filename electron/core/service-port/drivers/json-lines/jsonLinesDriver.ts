import { ContractError } from '../../../../../shared/contract/failure.ts';
import { textDriverItem } from '../../../../../shared/service-port/lines/textDriverItem.ts';
import { capabilitiesOf } from '../../../../../shared/service-port/profile/capabilitiesOf.ts';
import type { JsonLinesProfile } from '../../../../../shared/service-port/profile/linesProfile.ts';
import { compilePattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { ChargerDriver, CreateDriver } from '../chargerDriver.ts';
import { ECHO_BANNER } from '../echoBanner.ts';
import { ForbiddenLines } from '../forbiddenLines.ts';
import { inability } from '../inability.ts';
import { NoiseWatch } from '../noiseWatch.ts';
import { OcppTextFinder } from '../ocpp-lines/ocppTextFinder.ts';
import { RestartWatch } from '../restartWatch.ts';
import { jsonIdentity } from './jsonIdentity.ts';
import { JsonItems } from './jsonItems.ts';
import { JsonRequests } from './jsonRequests.ts';

/** A device that speaks one JSON object in each line. */
export const createJsonLinesDriver: CreateDriver<JsonLinesProfile> = (
  line,
  profile,
  { events },
): ChargerDriver => {
  const restart = new RestartWatch(events.onRestart);
  const noise = new NoiseWatch(events.onBanner);
  const finder = profile.ocpp === undefined ? undefined : new OcppTextFinder(events.onOcppText);
  const stop = line.onData((bytes, monoMs) => {
    noise.add(bytes);
    finder?.bytes(bytes, monoMs);
  });
  const requests = new JsonRequests(line, profile, {
    onObject: (_object, kind) => {
      if (profile.status.some((known) => known.isBoot && known.kind === kind)) restart.bootText();
      else restart.isUp();
    },
    onEcho: () => events.onBanner(ECHO_BANNER),
  });
  const items = new JsonItems(requests, profile);
  const capabilities = capabilitiesOf(profile);
  const forbidden = new ForbiddenLines(
    profile.forbidden.map(({ pattern, why }) => ({ pattern: compilePattern(pattern), why })),
  );

  return {
    capabilities,
    identify: ({ signal }) => jsonIdentity({ requests, items, profile }, signal),
    items: () => profile.items.map(textDriverItem),
    async read(keys, { signal }) {
      const readings = await items.read(keys, signal);
      const { charging } = profile;
      const state = readings.find(({ key }) => key === charging?.key)?.value;
      if (charging !== undefined && state !== undefined) events.onCharging(charging.values.includes(state));
      return readings;
    },
    async write(key, value, { signal }) {
      const item = profile.items.find((known) => known.key === key);
      if (item === undefined) throw new ContractError('not-found', `The profile has no item “${key}”.`);
      return await items.write(item, value, signal);
    },
    forbids: (bytes) => forbidden.ofKeys(bytes, ''),
    diagnostics: () => [],
    startDiagnostics: () => Promise.reject(inability(capabilities, 'diagnostics')),
    firmware: () => undefined,
    beforeFirmware: () => Promise.reject(inability(capabilities, 'firmware')),
    afterFirmware: () => Promise.reject(inability(capabilities, 'firmware')),
    close() {
      stop();
      finder?.end();
      requests.close();
    },
  };
};

import { afterEach, expect } from 'vitest';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import {
  createPracticeCharger,
  type PracticeChargerOptions,
} from '../../electron/practice/createPracticeCharger.ts';
import { CentralSystem } from './centralSystem.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

export interface Fixture {
  central: CentralSystem;
  charger: PracticeCharger;
  defects: string[];
}

/** A central system with a practice charger that it has not answered yet. Both end with the test. */
export async function begin(
  version: OcppVersion,
  options: Partial<PracticeChargerOptions> = {},
  prepare: (central: CentralSystem) => void = () => undefined,
): Promise<Fixture> {
  const central = await CentralSystem.start(version);
  stops.push(() => central.stop());
  prepare(central);
  const defects: string[] = [];
  const charger = createPracticeCharger({
    url: central.url,
    stationId: 'PRACTICE 1',
    version,
    seed: 7,
    log: (line) => {
      if (line.includes('failed:')) defects.push(line);
    },
    ...options,
  });
  stops.push(async () => {
    await charger.stop();
    expect(defects).toEqual([]);
    expect(central.violations).toEqual([]);
  });
  return { central, charger, defects };
}

/** The same, booted: the status of the last connector has arrived. */
export async function beginBooted(
  version: OcppVersion,
  options: Partial<PracticeChargerOptions> = {},
): Promise<Fixture> {
  const fixture = await begin(version, options);
  await fixture.central.expect('BootNotification');
  await fixture.central.expect(
    'StatusNotification',
    (payload) => payload['evseId'] === 2 || payload['connectorId'] === 2,
  );
  return fixture;
}

/** Resolves when the charger's state fits. */
export function stateOf(
  charger: PracticeCharger,
  fits: (state: ReturnType<PracticeCharger['state']>) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = charger.onChange(() => {
      if (!fits(charger.state())) return;
      stop();
      resolve();
    });
    if (fits(charger.state())) {
      stop();
      resolve();
    }
  });
}

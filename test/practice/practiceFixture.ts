import { afterEach, expect } from 'vitest';
import type { JsonVersion, OcppVariant, SoapVersion } from '../../shared/ocpp/version.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import {
  createPracticeCharger,
  type PracticeChargerOptions,
} from '../../electron/practice/createPracticeCharger.ts';
import type { CallLog } from './callLog.ts';
import { CentralSystem } from './centralSystem.ts';
import { SoapCentralSystem } from './soapCentralSystem.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

export interface Fixture<C extends CallLog = CentralSystem> {
  central: C;
  charger: PracticeCharger;
  defects: string[];
}

/** A central system with a practice charger that it has not answered yet. Both end with the test. */
export async function begin(
  version: JsonVersion,
  options: Partial<PracticeChargerOptions> = {},
  prepare: (central: CentralSystem) => void = () => undefined,
): Promise<Fixture> {
  const central = await CentralSystem.start(version);
  return connect(central, { version, ...options }, prepare);
}

/** The same over SOAP. */
export async function beginSoap(
  version: SoapVersion,
  options: Partial<PracticeChargerOptions> = {},
  prepare: (central: SoapCentralSystem) => void = () => undefined,
): Promise<Fixture<SoapCentralSystem>> {
  const central = await SoapCentralSystem.start(version);
  return connect(central, { version, transport: 'soap', ...options }, prepare);
}

function connect<C extends CallLog>(
  central: C,
  options: Partial<PracticeChargerOptions> & Pick<PracticeChargerOptions, 'version'>,
  prepare: (central: C) => void,
): Fixture<C> {
  stops.push(() => central.stop());
  prepare(central);
  const defects: string[] = [];
  const charger = createPracticeCharger({
    url: central.url,
    stationId: 'PRACTICE 1',
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

async function booted<C extends CallLog>(fixture: Fixture<C>): Promise<Fixture<C>> {
  await fixture.central.expect('BootNotification');
  await fixture.central.expect(
    'StatusNotification',
    (payload) => payload['evseId'] === 2 || payload['connectorId'] === 2,
  );
  return fixture;
}

/** As `begin`, booted: the status of the last connector has arrived. */
export async function beginBooted(
  version: JsonVersion,
  options: Partial<PracticeChargerOptions> = {},
): Promise<Fixture> {
  return booted(await begin(version, options));
}

export async function beginBootedSoap(
  version: SoapVersion,
  options: Partial<PracticeChargerOptions> = {},
): Promise<Fixture<SoapCentralSystem>> {
  return booted(await beginSoap(version, options));
}

/** The same for any variant. */
export async function beginBootedVariant(
  variant: OcppVariant,
  options: Partial<PracticeChargerOptions> = {},
): Promise<Fixture<CallLog>> {
  switch (variant) {
    case '1.5-soap':
      return beginBootedSoap('1.5', options);
    case '1.6-soap':
      return beginBootedSoap('1.6', options);
    default:
      return beginBooted(variant, options);
  }
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

import type { JsonObject } from '../../../../shared/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { Reading, SampleContext, SampledReading } from '../../model/sampledReading.ts';
import type { Transaction } from '../../model/transaction.ts';
import { Dialect16 } from './dialect16.ts';

/** What 1.6 and later call A and V (OCPP 1.5 WSDL, UnitOfMeasure). */
const UNITS: Readonly<Record<string, string>> = { A: 'Amp', V: 'Volt' };
const CONTEXTS: ReadonlySet<string> = new Set([
  'Sample.Clock',
  'Sample.Periodic',
  'Transaction.Begin',
  'Transaction.End',
]);
const FREE_STATUSES: ReadonlySet<string> = new Set(['Available', 'Unavailable', 'Faulted', 'Reserved']);
/** 1.5 tells of files only how it ended. */
const FILE_STATUSES: ReadonlySet<string> = new Set([
  'Uploaded',
  'UploadFailed',
  'Downloaded',
  'DownloadFailed',
  'InstallationFailed',
  'Installed',
]);

/** 1.5 has no phases: a quantity that was measured per phase is told once, as the mean. */
function withoutPhases(readings: readonly Reading[]): Reading[] {
  const byMeasurand = new Map<string, Reading[]>();
  for (const reading of readings) {
    byMeasurand.set(reading.measurand, [...(byMeasurand.get(reading.measurand) ?? []), reading]);
  }
  return [...byMeasurand.values()].flatMap((ofOne) => {
    const [first] = ofOne;
    if (first === undefined) return [];
    const mean = ofOne.reduce((sum, { value }) => sum + value, 0) / ofOne.length;
    return [{ ...first, value: Number(mean.toFixed(2)) }];
  });
}

function measured(reading: Reading, context: SampleContext): JsonObject {
  const { measurand, value, unit, location } = reading;
  return {
    $value: String(value),
    attributes: {
      ...(CONTEXTS.has(context) ? { context } : {}),
      measurand,
      ...(location === undefined ? {} : { location }),
      ...(unit === undefined ? {} : { unit: UNITS[unit] ?? unit }),
    },
  };
}

function meterValue({ at, context, readings }: SampledReading): JsonObject {
  return {
    timestamp: new Date(at).toISOString(),
    value: withoutPhases(readings).map((reading) => measured(reading, context)),
  };
}

/** OCPP 1.5: fewer states, and values with attributes. */
export class Dialect15 extends Dialect16 {
  override status(connector: Connector): string {
    const status = connector.status();
    return FREE_STATUSES.has(status) ? status : 'Occupied';
  }

  override tellsFileStatus(status: string): boolean {
    return FILE_STATUSES.has(status);
  }

  protected override sampled(samples: readonly SampledReading[]): JsonObject {
    return { values: samples.map(meterValue) };
  }

  protected override ending(transaction: Transaction): JsonObject {
    const samples = transaction.samples.filter(({ readings }) => readings.length > 0);
    return samples.length === 0 ? {} : { transactionData: [this.sampled(samples)] };
  }
}

import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { IdToken } from '../../model/idToken.ts';
import { readConnector } from '../../model/readings.ts';
import type { SampleContext, SampledReading } from '../../model/sampledReading.ts';
import type { StopReason, Transaction } from '../../model/transaction.ts';
import type { Dialect, TriggerReason } from './dialect.ts';
import type { StationBase } from '../stationBase.ts';

function meterValue(sample: SampledReading): JsonObject {
  return {
    timestamp: new Date(sample.at).toISOString(),
    sampledValue: sample.readings.map(({ value, ...rest }) => ({
      value: String(value),
      context: sample.context,
      ...rest,
    })),
  };
}

/** The status in the `idTagInfo` of an answer. */
function verdictOf(payload: JsonObject): string | undefined {
  const info = payload['idTagInfo'];
  const status = isJsonObject(info) ? info['status'] : undefined;
  return typeof status === 'string' ? status : undefined;
}

function stopReason(reason: StopReason): string {
  return reason === 'Faulted' ? 'Other' : reason;
}

/** OCPP 1.6. */
export class Dialect16 implements Dialect {
  readonly #station: StationBase;

  constructor(station: StationBase) {
    this.#station = station;
  }

  /** Samples as they stand in MeterValues. */
  protected sampled(samples: readonly SampledReading[]): JsonObject {
    return { meterValue: samples.map(meterValue) };
  }

  /** What StopTransaction says besides the end itself. */
  protected ending(transaction: Transaction, reason: StopReason): JsonObject {
    const samples = transaction.samples.filter((sample) => sample.readings.length > 0);
    return {
      reason: stopReason(reason),
      ...(samples.length === 0 ? {} : { transactionData: samples.map(meterValue) }),
    };
  }

  boot(): JsonObject {
    const { identity } = this.#station;
    return {
      chargePointVendor: identity.vendor,
      chargePointModel: identity.model,
      chargePointSerialNumber: identity.serialNumber,
      chargeBoxSerialNumber: identity.serialNumber,
      firmwareVersion: identity.firmwareVersion,
      iccid: identity.iccid,
      imsi: identity.imsi,
      meterType: identity.meterType,
      meterSerialNumber: identity.meterSerialNumber,
    };
  }

  status(connector: Connector): string {
    return connector.status();
  }

  /** Without a connector it is about connector 0, the station as a whole. */
  sendStatus(connector: Connector | undefined, isTriggered: boolean): void {
    const isStationFaulted = this.#station.connectors.every(({ isFaulted }) => isFaulted);
    const isStationOut = this.#station.connectors.every(({ isOperative }) => !isOperative);
    const stationStatus = isStationFaulted ? 'Faulted' : isStationOut ? 'Unavailable' : 'Available';
    const isFaulted = connector?.isFaulted ?? isStationFaulted;
    this.#station.notify(
      'StatusNotification',
      {
        connectorId: connector?.id ?? 0,
        errorCode: isFaulted ? 'GroundFailure' : 'NoError',
        status: connector === undefined ? stationStatus : this.status(connector),
        timestamp: this.#station.clock.iso(),
        ...(isFaulted
          ? { info: 'residual current detected', vendorId: 'Kerbside', vendorErrorCode: 'RCD-01' }
          : {}),
      },
      isTriggered,
    );
  }

  async authorize(token: IdToken): Promise<string | undefined> {
    const reply = await this.#station.calls.call('Authorize', { idTag: token.idToken });
    return reply.kind === 'result' ? verdictOf(reply.payload) : undefined;
  }

  transactionStarted(
    connector: Connector,
    transaction: Transaction,
    _trigger: TriggerReason,
    onVerdict: (status: string) => void,
  ): void {
    const startPayload: JsonObject = {
      connectorId: connector.id,
      idTag: transaction.token.idToken,
      meterStart: Math.floor(transaction.meterStartWh),
      timestamp: this.#station.clock.iso(transaction.startedAt),
    };
    if (transaction.reservationId !== undefined) startPayload['reservationId'] = transaction.reservationId;
    this.#station.calls.add({
      action: 'StartTransaction',
      payload: () => startPayload,
      isKept: true,
      onReply(reply) {
        if (reply.kind !== 'result') return;
        const id = reply.payload['transactionId'];
        if (typeof id === 'number') transaction.id = id;
        onVerdict(verdictOf(reply.payload) ?? 'Accepted');
      },
    });
  }

  transactionChanged(): void {
    // 1.6 has no message for it: StatusNotification says it.
  }

  transactionSampled(
    connector: Connector,
    transaction: Transaction,
    sample: SampledReading,
    isTriggered: boolean,
  ): void {
    if (sample.readings.length === 0) return;
    this.#station.calls.add({
      action: 'MeterValues',
      payload: () => ({
        connectorId: connector.id,
        ...(typeof transaction.id === 'number' ? { transactionId: transaction.id } : {}),
        ...this.sampled([sample]),
      }),
      isKept: true,
      isTriggered,
    });
  }

  transactionEnded(
    connector: Connector,
    transaction: Transaction,
    reason: StopReason,
    tag: IdToken | undefined,
  ): void {
    const stopped: JsonObject = {
      meterStop: Math.floor(connector.meter.registerWh),
      timestamp: this.#station.clock.iso(),
      ...this.ending(transaction, reason),
    };
    if (tag !== undefined) stopped['idTag'] = tag.idToken;
    this.#station.calls.add({
      action: 'StopTransaction',
      // A transaction whose start was never answered has no id, and a stop without one cannot be sent.
      payload: () =>
        typeof transaction.id === 'number' ? { ...stopped, transactionId: transaction.id } : undefined,
      isKept: true,
    });
  }

  meterValues(connector: Connector, context: SampleContext, isTriggered: boolean): void {
    const wanted = this.#station.settings.list(
      context === 'Sample.Clock' ? 'alignedMeasurands' : 'sampledMeasurands',
    );
    const readings = readConnector(connector, wanted);
    if (readings.length === 0) return;
    this.#station.notify(
      'MeterValues',
      {
        connectorId: connector.id,
        ...this.sampled([{ at: this.#station.clock.now(), context, readings }]),
      },
      isTriggered,
    );
  }

  tellsFileStatus(_status: string): boolean {
    return true;
  }

  fault(): void {
    // The StatusNotification said it already.
  }
}

import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { IdToken } from '../../model/idToken.ts';
import { readConnector } from '../../model/readings.ts';
import type { SampleContext, SampledReading } from '../../model/sampledReading.ts';
import type { StopReason, Transaction } from '../../model/transaction.ts';
import type { BootReason, Dialect, TriggerReason } from './dialect.ts';
import { reportEvents } from '../monitoring/reportEvents.ts';
import type { StationBase } from '../stationBase.ts';

/** Measurands that 2.x does not have; there they are variables of the device model. */
const ONLY_OLD = new Set(['Temperature']);

function meterValue(sample: SampledReading): JsonObject | undefined {
  const readings = sample.readings.filter(({ measurand }) => !ONLY_OLD.has(measurand));
  if (readings.length === 0) return undefined;
  return {
    timestamp: new Date(sample.at).toISOString(),
    sampledValue: readings.map(({ unit, ...rest }) => ({
      ...rest,
      context: sample.context,
      ...(unit === undefined ? {} : { unitOfMeasure: { unit } }),
    })),
  };
}

function verdictOf(payload: JsonObject): string | undefined {
  const info = payload['idTokenInfo'];
  const status = isJsonObject(info) ? info['status'] : undefined;
  return typeof status === 'string' ? status : undefined;
}

/** `stoppedReason` and `triggerReason` of the Ended event (OCPP 2.0.1 part 2, ReasonEnumType, TriggerReasonEnumType). */
const ENDINGS: Readonly<Record<StopReason, readonly [stopped: string, trigger: string]>> = {
  DeAuthorized: ['DeAuthorized', 'Deauthorized'],
  EVDisconnected: ['EVDisconnected', 'EVCommunicationLost'],
  Faulted: ['GroundFault', 'AbnormalCondition'],
  HardReset: ['ImmediateReset', 'ResetCommand'],
  Local: ['Local', 'StopAuthorized'],
  Reboot: ['Reboot', 'ResetCommand'],
  Remote: ['Remote', 'RemoteStop'],
  SoftReset: ['ImmediateReset', 'ResetCommand'],
  UnlockCommand: ['Other', 'UnlockCommand'],
};

const CHARGING_STATES: Readonly<Record<string, string>> = {
  Charging: 'Charging',
  SuspendedEV: 'SuspendedEV',
  SuspendedEVSE: 'SuspendedEVSE',
};

function chargingState(connector: Connector): string {
  if (!connector.isPlugged) return 'Idle';
  return CHARGING_STATES[connector.status()] ?? 'EVConnected';
}

interface EventParts {
  eventType: 'Started' | 'Updated' | 'Ended';
  triggerReason: string;
  info?: JsonObject;
  samples?: readonly SampledReading[];
  more?: JsonObject;
  isTriggered?: boolean;
  onReply?: (payload: JsonObject) => void;
}

function tokenOf({ token }: Transaction): JsonObject {
  return { idToken: token.idToken, type: token.type };
}

/** OCPP 2.0.1 and 2.1, whose messages are the same as far as this station goes. */
export class Dialect2 implements Dialect {
  readonly #station: StationBase;

  constructor(station: StationBase) {
    this.#station = station;
  }

  boot(reason: BootReason): JsonObject {
    const { identity } = this.#station;
    return {
      reason,
      chargingStation: {
        vendorName: identity.vendor,
        model: identity.model,
        serialNumber: identity.serialNumber,
        firmwareVersion: identity.firmwareVersion,
        modem: { iccid: identity.iccid, imsi: identity.imsi },
      },
    };
  }

  status(connector: Connector): string {
    const status = connector.status();
    if (status === 'Faulted' || status === 'Unavailable' || status === 'Reserved') return status;
    return connector.isPlugged ? 'Occupied' : 'Available';
  }

  /** There is no connector 0: the station as a whole is told by the device model (OCPP 2.0.1 G01). */
  sendStatus(connector: Connector | undefined, isTriggered: boolean): void {
    if (connector === undefined) return;
    this.#station.notify(
      'StatusNotification',
      {
        timestamp: this.#station.clock.iso(),
        connectorStatus: this.status(connector),
        evseId: connector.id,
        connectorId: 1,
      },
      isTriggered,
    );
  }

  async authorize(token: IdToken): Promise<string | undefined> {
    const reply = await this.#station.calls.call('Authorize', {
      idToken: { idToken: token.idToken, type: token.type },
    });
    return reply.kind === 'result' ? verdictOf(reply.payload) : undefined;
  }

  transactionStarted(
    connector: Connector,
    transaction: Transaction,
    trigger: TriggerReason,
    onVerdict: (status: string) => void,
  ): void {
    transaction.id = this.#station.random.uuid();
    transaction.chargingState = 'EVConnected';
    const { remoteStartId, reservationId } = transaction;
    this.#sendEvent(transaction, {
      eventType: 'Started',
      triggerReason: trigger,
      info: remoteStartId === undefined ? {} : { remoteStartId },
      samples: transaction.samples,
      more: {
        evse: { id: connector.id, connectorId: 1 },
        idToken: tokenOf(transaction),
        ...(reservationId === undefined ? {} : { reservationId }),
      },
      onReply: (payload) => onVerdict(verdictOf(payload) ?? 'Accepted'),
    });
  }

  transactionChanged(connector: Connector, transaction: Transaction): void {
    const state = chargingState(connector);
    if (state === transaction.chargingState) return;
    transaction.chargingState = state;
    this.#sendEvent(transaction, {
      eventType: 'Updated',
      triggerReason: 'ChargingStateChanged',
      more: state === 'Charging' ? { numberOfPhasesUsed: 3 } : {},
    });
  }

  transactionSampled(
    connector: Connector,
    transaction: Transaction,
    sample: SampledReading,
    isTriggered: boolean,
  ): void {
    const reasons = { 'Sample.Clock': 'MeterValueClock', Trigger: 'Trigger' } as const;
    const context =
      sample.context === 'Sample.Clock' || sample.context === 'Trigger' ? sample.context : undefined;
    this.#sendEvent(transaction, {
      eventType: 'Updated',
      triggerReason: context === undefined ? 'MeterValuePeriodic' : reasons[context],
      samples: [sample],
      more: isTriggered ? { evse: { id: connector.id, connectorId: 1 } } : {},
      isTriggered,
    });
  }

  transactionEnded(
    _connector: Connector,
    transaction: Transaction,
    reason: StopReason,
    tag: IdToken | undefined,
  ): void {
    const [stoppedReason, triggerReason] = ENDINGS[reason];
    transaction.chargingState = reason === 'EVDisconnected' ? 'Idle' : 'EVConnected';
    this.#sendEvent(transaction, {
      eventType: 'Ended',
      triggerReason,
      info: {
        stoppedReason,
        timeSpentCharging: Math.round((this.#station.clock.now() - transaction.startedAt) / 1000),
      },
      samples: transaction.samples.slice(-1),
      more: tag === undefined ? {} : { idToken: { idToken: tag.idToken, type: tag.type } },
    });
  }

  meterValues(connector: Connector, context: SampleContext, isTriggered: boolean): void {
    const wanted = this.#station.settings.list(
      context === 'Sample.Clock' ? 'alignedMeasurands' : 'sampledMeasurands',
    );
    const value = meterValue({
      at: this.#station.clock.now(),
      context,
      readings: readConnector(connector, wanted),
    });
    if (value === undefined) return;
    this.#station.notify('MeterValues', { evseId: connector.id, meterValue: [value] }, isTriggered);
  }

  tellsFileStatus(): boolean {
    return true;
  }

  fault(connector: Connector): void {
    reportEvents(this.#station, [
      {
        trigger: 'Alerting',
        actualValue: String(connector.isFaulted),
        eventNotificationType: 'HardWiredNotification',
        component: { name: 'Connector', evse: { id: connector.id, connectorId: 1 } },
        variable: { name: 'Problem' },
        more: {
          cleared: !connector.isFaulted,
          techCode: 'RCD-01',
          techInfo: 'residual current detected',
        },
      },
    ]);
  }

  /** Event number and content are fixed now; only whether it was queued offline shows when it leaves. */
  #sendEvent(transaction: Transaction, parts: EventParts): void {
    const meterValues = (parts.samples ?? []).map(meterValue).filter((value) => value !== undefined);
    const event: JsonObject = {
      eventType: parts.eventType,
      timestamp: this.#station.clock.iso(),
      triggerReason: parts.triggerReason,
      seqNo: transaction.seqNo,
      transactionInfo: {
        transactionId: String(transaction.id),
        chargingState: transaction.chargingState,
        ...parts.info,
      },
      ...(meterValues.length === 0 ? {} : { meterValue: meterValues }),
      ...parts.more,
    };
    transaction.seqNo += 1;
    this.#station.calls.add({
      action: 'TransactionEvent',
      payload: (isLate) => (isLate ? { ...event, offline: true } : event),
      isKept: true,
      isTriggered: parts.isTriggered ?? false,
      onReply(reply) {
        if (reply.kind === 'result') parts.onReply?.(reply.payload);
      },
    });
  }
}

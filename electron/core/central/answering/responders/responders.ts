import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import { authorize16, authorize2 } from './authorize.ts';
import { bootNotification, bootNotification15, heartbeat } from './boot.ts';
import {
  get15118EVCertificate,
  getCertificateChainStatus,
  getCertificateStatus,
  signCertificate16,
  signCertificate2,
} from './certificates.ts';
import { dataTransfer } from './dataTransfer.ts';
import { acknowledge, type Responder, type ResponderContext, type Responders } from './responder.ts';
import {
  accepted,
  notifyEVChargingNeeds201,
  notifyEVChargingNeeds21,
  pullDynamicScheduleUpdate,
} from './smartCharging.ts';
import { startTransaction, stopTransaction, transactionEvent } from './transactions.ts';
import { vatNumberValidation } from './vatNumberValidation.ts';

const IN_ALL: Responders = {
  BootNotification: bootNotification,
  Heartbeat: heartbeat,
  DataTransfer: dataTransfer,
  FirmwareStatusNotification: acknowledge,
  LogStatusNotification: acknowledge,
  MeterValues: acknowledge,
  SecurityEventNotification: acknowledge,
  StatusNotification: acknowledge,
};

const IN_16: Responders = {
  ...IN_ALL,
  Authorize: authorize16,
  DiagnosticsStatusNotification: acknowledge,
  SignCertificate: signCertificate16,
  SignedFirmwareStatusNotification: acknowledge,
  StartTransaction: startTransaction,
  StopTransaction: stopTransaction,
};

/** The central system service of the 1.5 WSDL. */
const IN_15: Responders = {
  Authorize: authorize16,
  BootNotification: bootNotification15,
  DataTransfer: dataTransfer,
  DiagnosticsStatusNotification: acknowledge,
  FirmwareStatusNotification: acknowledge,
  Heartbeat: heartbeat,
  MeterValues: acknowledge,
  StartTransaction: startTransaction,
  StatusNotification: acknowledge,
  StopTransaction: stopTransaction,
};

const IN_201: Responders = {
  ...IN_ALL,
  Authorize: authorize2,
  ClearedChargingLimit: acknowledge,
  Get15118EVCertificate: get15118EVCertificate,
  GetCertificateStatus: getCertificateStatus,
  NotifyChargingLimit: acknowledge,
  NotifyCustomerInformation: acknowledge,
  NotifyDisplayMessages: acknowledge,
  NotifyEVChargingNeeds: notifyEVChargingNeeds201,
  NotifyEVChargingSchedule: accepted,
  NotifyEvent: acknowledge,
  NotifyMonitoringReport: acknowledge,
  NotifyReport: acknowledge,
  PublishFirmwareStatusNotification: acknowledge,
  ReportChargingProfiles: acknowledge,
  ReservationStatusUpdate: acknowledge,
  SignCertificate: signCertificate2,
  TransactionEvent: transactionEvent,
};

const IN_21: Responders = {
  ...IN_201,
  BatterySwap: acknowledge,
  ClosePeriodicEventStream: acknowledge,
  GetCertificateChainStatus: getCertificateChainStatus,
  NotifyDERAlarm: acknowledge,
  NotifyDERStartStop: acknowledge,
  NotifyEVChargingNeeds: notifyEVChargingNeeds21,
  NotifyPriorityCharging: acknowledge,
  NotifySettlement: acknowledge,
  OpenPeriodicEventStream: accepted,
  PullDynamicScheduleUpdate: pullDynamicScheduleUpdate,
  ReportDERControl: acknowledge,
  VatNumberValidation: vatNumberValidation,
};

const BY_VERSION: Readonly<Record<OcppVersion, ReadonlyMap<string, Responder>>> = {
  '1.5': new Map(Object.entries(IN_15)),
  '1.6': new Map(Object.entries(IN_16)),
  '2.0.1': new Map(Object.entries(IN_201)),
  '2.1': new Map(Object.entries(IN_21)),
};

/** The answer to a call of a station, or nothing where no station sends that action in the version. */
export function respond(
  version: OcppVersion,
  action: string,
  payload: JsonObject,
  context: ResponderContext,
): JsonObject | undefined {
  return BY_VERSION[version].get(action)?.(payload, context);
}

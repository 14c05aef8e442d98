import { actionRows, type ActionGroup, type ActionInfo } from './actionInfo.ts';

/** Functional blocks of OCPP 2.0.1 part 2. */
export const GROUPS_201: readonly ActionGroup[] = [
  { id: 'A', title: 'Security' },
  { id: 'B', title: 'Provisioning' },
  { id: 'C', title: 'Authorization' },
  { id: 'D', title: 'Local Authorization List Management' },
  { id: 'E', title: 'Transactions' },
  { id: 'F', title: 'Remote Control' },
  { id: 'G', title: 'Availability' },
  { id: 'H', title: 'Reservation' },
  { id: 'I', title: 'Tariff and Cost' },
  { id: 'J', title: 'Meter Values' },
  { id: 'K', title: 'Smart Charging' },
  { id: 'L', title: 'Firmware Management' },
  { id: 'M', title: 'ISO 15118 Certificate Management' },
  { id: 'N', title: 'Diagnostics' },
  { id: 'O', title: 'Display Message' },
  { id: 'P', title: 'Data Transfer' },
];

export const ACTIONS_201: readonly ActionInfo[] = [
  ...actionRows('A', 'station', [
    ['SecurityEventNotification', 'Reports an event that concerns security.'],
    ['SignCertificate', 'Asks for a certificate for the station’s own key.'],
  ]),
  ...actionRows('A', 'centralSystem', [
    ['CertificateSigned', 'Delivers the certificate that the station asked for.', 'changes-certificate'],
  ]),
  ...actionRows('B', 'station', [
    ['BootNotification', 'Introduces the station after a start: maker, model, firmware.'],
    ['NotifyReport', 'Delivers part of a report on the device model.'],
  ]),
  ...actionRows('B', 'centralSystem', [
    ['GetBaseReport', 'Asks for a report on the whole device model.'],
    ['GetReport', 'Asks for a report on some components and variables.'],
    ['GetVariables', 'Reads variables of the device model.'],
    ['Reset', 'Restarts the station or one EVSE.', 'reboots'],
    ['SetNetworkProfile', 'Writes how the station reaches its central system.', 'changes-connection'],
    ['SetVariables', 'Sets variables of the device model.'],
  ]),
  ...actionRows('C', 'station', [['Authorize', 'Asks whether an id token may charge.']]),
  ...actionRows('C', 'centralSystem', [['ClearCache', 'Empties the authorization cache.', 'clears-cache']]),
  ...actionRows('D', 'centralSystem', [
    ['GetLocalListVersion', 'Reads the version of the local authorization list.'],
    ['SendLocalList', 'Replaces or changes the local authorization list.', 'replaces-list'],
  ]),
  ...actionRows('E', 'station', [
    ['TransactionEvent', 'Reports that a transaction has begun, changed or ended.'],
  ]),
  ...actionRows('E', 'centralSystem', [
    ['GetTransactionStatus', 'Asks whether a transaction runs and whether messages of it wait.'],
  ]),
  ...actionRows('F', 'centralSystem', [
    ['RequestStartTransaction', 'Starts charging as if the id token had been presented.'],
    ['RequestStopTransaction', 'Stops a running transaction.', 'stops-charging'],
    ['TriggerMessage', 'Asks the station to send one of its own messages now.'],
    ['UnlockConnector', 'Releases the cable of a connector.', 'unlocks'],
  ]),
  ...actionRows('G', 'station', [
    ['Heartbeat', 'Shows that the station is alive, and fetches the time.'],
    ['StatusNotification', 'Reports the state of a connector.'],
  ]),
  ...actionRows('G', 'centralSystem', [
    [
      'ChangeAvailability',
      'Takes the station, an EVSE or a connector out of service or puts it back.',
      'takes-out-of-service',
    ],
  ]),
  ...actionRows('H', 'station', [
    ['ReservationStatusUpdate', 'Reports that a reservation has expired or was removed.'],
  ]),
  ...actionRows('H', 'centralSystem', [
    ['CancelReservation', 'Cancels a reservation.'],
    ['ReserveNow', 'Reserves an EVSE for an id token.'],
  ]),
  ...actionRows('I', 'centralSystem', [
    ['CostUpdated', 'Tells the station what a transaction has cost so far.'],
  ]),
  ...actionRows('J', 'station', [['MeterValues', 'Reports meter samples outside a transaction.']]),
  ...actionRows('K', 'station', [
    ['ClearedChargingLimit', 'Reports that a limit of another system has ended.'],
    ['NotifyChargingLimit', 'Reports a limit that another system has set.'],
    ['NotifyEVChargingNeeds', 'Reports what the vehicle needs (ISO 15118).'],
    ['NotifyEVChargingSchedule', 'Reports the schedule that the vehicle chose (ISO 15118).'],
    ['ReportChargingProfiles', 'Delivers part of the installed charging profiles.'],
  ]),
  ...actionRows('K', 'centralSystem', [
    ['ClearChargingProfile', 'Removes charging profiles.', 'removes-limits'],
    ['GetChargingProfiles', 'Asks for the installed charging profiles.'],
    ['GetCompositeSchedule', 'Asks for the limits that result from all charging profiles.'],
    [
      'SetChargingProfile',
      'Limits power or current over time; a limit of 0 pauses charging.',
      'limits-power',
    ],
  ]),
  ...actionRows('L', 'station', [
    ['FirmwareStatusNotification', 'Reports how a firmware update goes.'],
    ['PublishFirmwareStatusNotification', 'Reports how the publishing of firmware goes.'],
  ]),
  ...actionRows('L', 'centralSystem', [
    ['PublishFirmware', 'Asks a local controller to offer firmware to its stations.'],
    ['UnpublishFirmware', 'Asks a local controller to offer firmware no longer.'],
    ['UpdateFirmware', 'Asks the station to fetch and install firmware.', 'replaces-firmware'],
  ]),
  ...actionRows('M', 'station', [
    ['Get15118EVCertificate', 'Passes on a vehicle’s request for a contract certificate.'],
    ['GetCertificateStatus', 'Asks whether a certificate has been revoked (OCSP).'],
  ]),
  ...actionRows('M', 'centralSystem', [
    ['DeleteCertificate', 'Removes a certificate from the station.', 'removes-certificate'],
    ['GetInstalledCertificateIds', 'Lists the certificates of the station.'],
    ['InstallCertificate', 'Installs a root certificate.', 'changes-certificate'],
  ]),
  ...actionRows('N', 'station', [
    ['LogStatusNotification', 'Reports how the upload of a log goes.'],
    ['NotifyCustomerInformation', 'Delivers part of the stored data of a customer.'],
    ['NotifyEvent', 'Reports events: monitors that triggered, faults, changes.'],
    ['NotifyMonitoringReport', 'Delivers part of a report on the monitors.'],
  ]),
  ...actionRows('N', 'centralSystem', [
    ['ClearVariableMonitoring', 'Removes monitors.', 'removes-monitors'],
    ['CustomerInformation', 'Reports or erases the stored data of a customer.', 'erases-customer-data'],
    ['GetLog', 'Asks the station to upload its diagnostics or security log.'],
    ['GetMonitoringReport', 'Asks for a report on the monitors.'],
    ['SetMonitoringBase', 'Activates a predefined set of monitors.', 'removes-monitors'],
    ['SetMonitoringLevel', 'Sets from which severity on events are reported.'],
    ['SetVariableMonitoring', 'Sets monitors on variables.'],
  ]),
  ...actionRows('O', 'station', [
    ['NotifyDisplayMessages', 'Delivers part of the configured display messages.'],
  ]),
  ...actionRows('O', 'centralSystem', [
    ['ClearDisplayMessage', 'Removes a display message.'],
    ['GetDisplayMessages', 'Asks for the configured display messages.'],
    ['SetDisplayMessage', 'Shows a message on the station’s display.'],
  ]),
  ...actionRows('P', 'both', [['DataTransfer', 'Carries data of a maker that OCPP has no message for.']]),
];

import { actionRows, type ActionGroup, type ActionInfo } from './actionInfo.ts';

/** Feature profiles in the order of OCPP 1.6 §3.3, then the security white paper (edition 3). */
export const GROUPS_16: readonly ActionGroup[] = [
  { id: 'Core', title: 'Core' },
  { id: 'FirmwareManagement', title: 'Firmware Management' },
  { id: 'LocalAuthListManagement', title: 'Local Auth List Management' },
  { id: 'Reservation', title: 'Reservation' },
  { id: 'SmartCharging', title: 'Smart Charging' },
  { id: 'RemoteTrigger', title: 'Remote Trigger' },
  { id: 'Security', title: 'Security' },
];

export const ACTIONS_16: readonly ActionInfo[] = [
  ...actionRows('Core', 'station', [
    ['Authorize', 'Asks whether an id tag may charge.'],
    ['BootNotification', 'Introduces the station after a start: maker, model, firmware.'],
    ['Heartbeat', 'Shows that the station is alive, and fetches the time.'],
    ['MeterValues', 'Reports meter samples of a connector.'],
    ['StartTransaction', 'Reports that a transaction has begun, and asks for its id.'],
    ['StatusNotification', 'Reports the state of a connector or of the whole station.'],
    ['StopTransaction', 'Reports that a transaction has ended.'],
  ]),
  ...actionRows('Core', 'centralSystem', [
    ['ChangeAvailability', 'Takes a connector out of service or puts it back.', 'takes-out-of-service'],
    ['ChangeConfiguration', 'Sets one configuration key.'],
    ['ClearCache', 'Empties the authorization cache.', 'clears-cache'],
    ['GetConfiguration', 'Reads configuration keys, all or some.'],
    ['RemoteStartTransaction', 'Starts charging as if the id tag had been presented.'],
    ['RemoteStopTransaction', 'Stops a running transaction.', 'stops-charging'],
    ['Reset', 'Restarts the station.', 'reboots'],
    ['UnlockConnector', 'Releases the cable; a running transaction is stopped first.', 'unlocks'],
  ]),
  ...actionRows('Core', 'both', [['DataTransfer', 'Carries data of a maker that OCPP has no message for.']]),
  ...actionRows('FirmwareManagement', 'station', [
    ['DiagnosticsStatusNotification', 'Reports how the upload of diagnostics goes.'],
    ['FirmwareStatusNotification', 'Reports how a firmware update goes.'],
  ]),
  ...actionRows('FirmwareManagement', 'centralSystem', [
    ['GetDiagnostics', 'Asks the station to upload its diagnostics to an address.'],
    ['UpdateFirmware', 'Asks the station to fetch and install firmware.', 'replaces-firmware'],
  ]),
  ...actionRows('LocalAuthListManagement', 'centralSystem', [
    ['GetLocalListVersion', 'Reads the version of the local authorization list.'],
    ['SendLocalList', 'Replaces or changes the local authorization list.', 'replaces-list'],
  ]),
  ...actionRows('Reservation', 'centralSystem', [
    ['CancelReservation', 'Cancels a reservation.'],
    ['ReserveNow', 'Reserves a connector for an id tag.'],
  ]),
  ...actionRows('SmartCharging', 'centralSystem', [
    ['ClearChargingProfile', 'Removes charging profiles.', 'removes-limits'],
    ['GetCompositeSchedule', 'Asks for the limits that result from all charging profiles.'],
    [
      'SetChargingProfile',
      'Limits power or current over time; a limit of 0 pauses charging.',
      'limits-power',
    ],
  ]),
  ...actionRows('RemoteTrigger', 'centralSystem', [
    ['TriggerMessage', 'Asks the station to send one of its own messages now.'],
  ]),
  ...actionRows('Security', 'station', [
    ['LogStatusNotification', 'Reports how the upload of a log goes.'],
    ['SecurityEventNotification', 'Reports an event that concerns security.'],
    ['SignCertificate', 'Asks for a certificate for the station’s own key.'],
    ['SignedFirmwareStatusNotification', 'Reports how an update with signed firmware goes.'],
  ]),
  ...actionRows('Security', 'centralSystem', [
    ['CertificateSigned', 'Delivers the certificate that the station asked for.', 'changes-certificate'],
    ['DeleteCertificate', 'Removes a certificate from the station.', 'removes-certificate'],
    ['ExtendedTriggerMessage', 'Asks for one of the station’s messages, those for security too.'],
    ['GetInstalledCertificateIds', 'Lists the root certificates of the station.'],
    ['GetLog', 'Asks the station to upload its diagnostics or security log.'],
    ['InstallCertificate', 'Installs a root certificate.', 'changes-certificate'],
    ['SignedUpdateFirmware', 'Asks the station to install signed firmware.', 'replaces-firmware'],
  ]),
];

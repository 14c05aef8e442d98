import type { KeyDescription } from '../keyDescription.ts';

const localList = { profile: 'LocalAuthListManagement', isRequired: true } as const;
const smartCharging = { profile: 'SmartCharging', access: 'read-only', isRequired: true } as const;

/** OCPP 1.6 edition 2 §9.2 to §9.4: local list, reservation and smart charging; and file transfer. */
export const PROFILES_16: readonly KeyDescription[] = [
  {
    ...localList,
    key: 'LocalAuthListEnabled',
    access: 'read-write',
    type: 'boolean',
    meaning: 'Whether the station uses the list of cards that the back end has sent to it.',
    hint: 'Cards of the list work offline only where LocalAuthorizeOffline is on, too.',
    risk: 'charging',
    clause: 'OCPP 1.6 §9.2.1',
  },
  {
    ...localList,
    key: 'LocalAuthListMaxLength',
    access: 'read-only',
    type: 'integer',
    unit: 'cards',
    min: 0,
    meaning: 'The most cards that the local list can hold.',
    clause: 'OCPP 1.6 §9.2.2',
  },
  {
    ...localList,
    key: 'SendLocalListMaxLength',
    access: 'read-only',
    type: 'integer',
    unit: 'cards',
    min: 1,
    meaning: 'The most cards that one SendLocalList may carry; longer lists are sent in parts.',
    clause: 'OCPP 1.6 §9.2.3',
  },
  {
    key: 'ReserveConnectorZeroSupported',
    profile: 'Reservation',
    access: 'read-only',
    isRequired: false,
    type: 'boolean',
    default: 'false',
    meaning:
      'Whether a reservation for connector 0 is possible, which means “any connector of this station”.',
    clause: 'OCPP 1.6 §9.3.1',
  },
  {
    ...smartCharging,
    key: 'ChargeProfileMaxStackLevel',
    type: 'integer',
    min: 0,
    meaning:
      'The highest stackLevel of a charging profile. Where profiles of the same purpose overlap, the highest level wins.',
    hint:
      'Some chargers refuse their own highest level, some take only 0. When a profile is Rejected, try one level lower, ' +
      'then 0.',
    clause: 'OCPP 1.6 §9.4.1',
  },
  {
    ...smartCharging,
    key: 'ChargingScheduleAllowedChargingRateUnit',
    type: 'list',
    values: ['Current', 'Power'],
    meaning: 'Whether limits in charging profiles may be given as current (A), as power (W) or as both.',
    hint: 'Some chargers write A or W here, or nothing. Kerbside reads that as meant; amperes suit nearly all.',
    clause: 'OCPP 1.6 §9.4.2',
  },
  {
    ...smartCharging,
    key: 'ChargingScheduleMaxPeriods',
    type: 'integer',
    unit: 'periods',
    min: 1,
    meaning: 'The most periods that the schedule of one charging profile may have.',
    clause: 'OCPP 1.6 §9.4.3',
  },
  {
    ...smartCharging,
    key: 'ConnectorSwitch3to1PhaseSupported',
    isRequired: false,
    type: 'boolean',
    default: 'false',
    meaning: 'Whether the station can change from three phases to one during a transaction.',
    clause: 'OCPP 1.6 §9.4.4',
  },
  {
    ...smartCharging,
    key: 'MaxChargingProfilesInstalled',
    type: 'integer',
    unit: 'profiles',
    min: 1,
    meaning: 'The most charging profiles that the station keeps at the same time.',
    clause: 'OCPP 1.6 §9.4.5',
  },
  {
    key: 'SupportedFileTransferProtocols',
    profile: 'FirmwareManagement',
    access: 'read-only',
    isRequired: false,
    type: 'list',
    values: ['FTP', 'FTPS', 'HTTP', 'HTTPS', 'SFTP'],
    meaning: 'How the station fetches firmware and sends its diagnostics.',
    hint: 'Where it is missing, try HTTP and FTP first: nearly every charger has one of the two.',
    clause: 'OCPP 1.6 edition 2, errata sheet (Firmware Management)',
  },
];

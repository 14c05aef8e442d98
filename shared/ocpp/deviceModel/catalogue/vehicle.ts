import {
  choice,
  decimal,
  flag,
  measurands,
  members,
  moment,
  text,
  variablesOf,
  whole,
  type VariableDescription,
} from '../variableDescription.ts';

const rw = { access: 'read-write' } as const;
const charge = { access: 'read-write', risk: 'charging' } as const;
const s = { unit: 's' } as const;
const v21 = { since: '2.1' } as const;
const percent = { unit: 'Percent', min: 0, max: 100 } as const;

/** What the station and the vehicle say to each other. */
export const VEHICLE: readonly VariableDescription[] = [
  ...variablesOf('ISO15118Ctrlr', [
    flag(
      'CentralContractValidationAllowed',
      'Whether the back end may check a contract that the station cannot check.',
      charge,
    ),
    flag('ContractValidationOffline', 'Whether the station checks contracts by itself while offline.', {
      ...charge,
      isRequired: true,
    }),
    flag('PnCEnabled', 'Whether vehicles can charge by their contract (Plug & Charge).', charge),
    flag(
      'V2GCertificateInstallationEnabled',
      'Whether the station gets its own certificates for vehicles.',
      charge,
    ),
    flag('ContractCertificateInstallationEnabled', 'Whether contracts can be put into vehicles.', charge),
    flag('RequestMeteringReceipt', 'Whether the vehicle must sign for the energy.', rw),
    text('SeccId', 'The name of the station towards vehicles.', { access: 'either' }),
    text('CountryName', 'The country in the station’s certificate, as DE.', {
      ...rw,
      minLength: 2,
      maxLength: 2,
    }),
    text('OrganizationName', 'The operator in the station’s certificate.', rw),
    whole('MaxScheduleEntries', 'The most periods of a schedule that the vehicle takes.'),
    choice('RequestedEnergyTransferMode', 'How the vehicle wants to charge.', undefined),
    flag('SelftestActive', 'Whether a self-test runs; true starts one.', rw),
    text('ProtocolSupported', 'A version of ISO 15118 that the station speaks.', {
      ...v21,
      instanceOf: 'the priority',
    }),
    members(
      'CertificateStatusSource',
      'How the station finds out about revoked certificates.',
      ['OCSP', 'CRL'],
      v21,
    ),
    whole('NotificationMaxDelay', 'How quickly the vehicle must follow.', { ...rw, ...s, ...v21 }),
    flag('ServiceRenegotiationSupport', 'Whether services can be agreed on anew while charging.', v21),
    text('SupportedProviders', 'The providers of contracts that are taken.', v21),
    whole('MaxPriceElements', 'The most prices in a schedule.', v21),
  ]),
  ...variablesOf('CHAdeMOCtrlr', [
    flag('SelftestActive', 'Whether a self-test runs; true starts one.', rw),
    whole('CHAdeMOProtocolNumber', 'The version of CHAdeMO that the vehicle speaks (H’102.0).'),
    flag('VehicleStatus', 'The vehicle’s status bit (H’102.5.3).'),
    flag('DynamicControl', 'Whether the vehicle takes changes of the limit while charging (H’110.0.0).'),
    flag('HighCurrentControl', 'Whether the vehicle takes high currents (H’110.0.1).'),
    flag('HighVoltageControl', 'Whether the vehicle takes high voltages (H’110.1.2).'),
    whole('AutoManufacturerCode', 'The number of the vehicle’s maker (H’700.0).'),
  ]),
  ...variablesOf('ConnectedEV', [
    text('ProtocolAgreed', 'The protocol that station and vehicle agreed on.', { isRequired: 'V2X' }),
    text('ProtocolSupportedByEV', 'A protocol that the vehicle speaks.', {
      isRequired: 'V2X',
      instanceOf: 'the priority',
    }),
    text('VehicleId', 'The identity of the vehicle (EVCCID).', { isRequired: 'V2X' }),
    text('VehicleCertificate', 'A certificate of the vehicle’s chain.', {
      ...v21,
      isRequired: 'V2X',
      instances: ['Leaf', 'SubCA1', 'SubCA2', 'Root'],
    }),
    decimal(
      'ACCurrent',
      'The least and the most alternating current that the vehicle takes (minSet, maxSet).',
      { unit: 'A' },
    ),
    decimal('ACVoltage', 'The most alternating voltage that the vehicle takes (maxSet).', { unit: 'V' }),
    decimal('DCCurrent', 'The direct current that the vehicle takes and wants (minSet, maxSet, target).', {
      unit: 'A',
    }),
    decimal('DCVoltage', 'The direct voltage that the vehicle takes and wants (minSet, maxSet, target).', {
      unit: 'V',
    }),
    decimal('Power', 'The most power that the vehicle takes (maxSet).', { unit: 'W' }),
    decimal('DischargePower', 'The most power that the vehicle gives (maxSet).', { unit: 'W', ...v21 }),
    decimal('EnergyCapacity', 'The capacity of the vehicle’s battery.', { unit: 'Wh' }),
    decimal('BatteryCapacity', 'The capacity of the vehicle’s battery.', { unit: 'Wh', ...v21 }),
    decimal(
      'EnergyImport',
      'The energy that the vehicle wants (target), or least and most (minSet, maxSet).',
      { unit: 'Wh' },
    ),
    moment('DepartureTime', 'When the driver wants to leave.'),
    whole('RemainingTimeBulk', 'The time until the battery is nearly full.', s),
    whole('RemainingTimeFull', 'The time until the battery is full.', s),
    whole('StateOfCharge', 'How full the battery is; maxSet is what counts as full.', percent),
    whole('StateOfChargeBulk', 'What counts as nearly full.', percent),
    flag('ChargingCompleteBulk', 'Whether the battery is nearly full.'),
    flag('ChargingCompleteFull', 'Whether the battery is full.'),
    choice('ChargingState', 'The fault that the vehicle reports.', undefined, {
      instances: [
        'BatteryOvervoltage',
        'BatteryUndervoltage',
        'ChargingCurrentDeviation',
        'BatteryTemperature',
        'VoltageDeviation',
        'ChargingSystemError',
        'VehicleShiftPosition',
        'VehicleChargingEnabled',
        'ChargingSystemIncompatibility',
        'ChargerConnectorLockFault',
      ],
    }),
  ]),
  ...variablesOf(
    'V2XChargingCtrlr',
    [
      flag('Enabled', 'Whether vehicles may feed back into the grid.', { ...charge, isRequired: true }),
      members('SupportedEnergyTransferModes', 'The ways of charging that the station has.', undefined, {
        isRequired: true,
      }),
      members('SupportedOperationModes', 'The ways of feeding back that the station has.', undefined, {
        isRequired: true,
      }),
      decimal(
        'LocalFrequencyUpdateThreshold',
        'How much the frequency must change for the power to follow.',
        {
          ...rw,
          unit: 'mHz',
        },
      ),
      ...['TxStartedMeasurands', 'TxUpdatedMeasurands', 'TxEndedMeasurands'].map((variable) =>
        measurands(
          variable,
          'What is measured in this way of feeding back, besides what SampledDataCtrlr has.',
          {
            instanceOf: 'the operation mode',
          },
        ),
      ),
      ...['TxUpdatedInterval', 'TxEndedInterval'].map((variable) =>
        whole(variable, 'Pause between two measurements in this way of feeding back.', {
          ...rw,
          ...s,
          instanceOf: 'the operation mode',
        }),
      ),
      decimal('LocalLoadBalancing', 'The bounds between which the power at the grid connection is kept.', {
        ...rw,
        unit: 'W',
        role: 'load-balancing',
        instances: ['UpperThreshold', 'LowerThreshold', 'UpperOffset', 'LowerOffset'],
      }),
    ],
    v21,
  ),
];

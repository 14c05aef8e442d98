import {
  choice,
  decimal,
  flag,
  text,
  variablesOf,
  whole,
  type VariableDescription,
} from '../variableDescription.ts';

const must = { isRequired: true } as const;
const v21 = { since: '2.1' } as const;

const AVAILABILITY = ['Available', 'Occupied', 'Reserved', 'Unavailable', 'Faulted'] as const;

const AVAILABILITY_MEANINGS = {
  Available: 'Free.',
  Occupied: 'Plugged in or in use.',
  Reserved: 'Kept for a token.',
  Unavailable: 'Taken out of service.',
  Faulted: 'An error prevents charging.',
} as const;

const availability = { valueMeanings: AVAILABILITY_MEANINGS } as const;
const phases = {
  ...must,
  max: 3,
  valueMeanings: { '0': 'Direct current.', '1': 'One phase.', '3': 'Three phases.' },
} as const;

/** The station, its EVSEs and its connectors: the three tiers of every device model. */
export const STATION_PARTS: readonly VariableDescription[] = [
  ...variablesOf('ChargingStation', [
    choice('AvailabilityState', 'Whether the station can be used.', AVAILABILITY, {
      ...must,
      ...availability,
    }),
    flag('Available', 'Whether the station is there.', must),
    whole('SupplyPhases', 'How many phases feed the station.', phases),
    text('Model', 'The model, as in BootNotification.', { maxLength: 20 }),
    text('VendorName', 'The maker, as in BootNotification.', { maxLength: 50 }),
    flag(
      'AllowNewSessionsPendingFirmwareUpdate',
      'Whether drivers can start while new firmware waits for a quiet moment.',
      {
        access: 'read-write',
        risk: 'charging',
      },
    ),
    text('ActiveTransactionId', 'The transactions that run, with commas between them.', v21),
  ]),
  ...variablesOf('EVSE', [
    flag('AllowReset', 'Whether this EVSE can be restarted alone.'),
    choice('AvailabilityState', 'Whether the EVSE can be used.', AVAILABILITY, { ...must, ...availability }),
    flag('Available', 'Whether the EVSE is there.', must),
    text('EvseId', 'The public name of the EVSE, as drivers’ apps show it.', { access: 'either' }),
    text('ISO15118EvseId', 'The name of the EVSE towards vehicles, as DE*ICE*E*1234567890*1.', {
      access: 'either',
      minLength: 7,
      maxLength: 37,
    }),
    decimal('Power', 'The power of the EVSE; maxLimit is the most that it can give.', { ...must, unit: 'W' }),
    whole('SupplyPhases', 'How many phases feed the EVSE.', phases),
    decimal('DischargePower', 'The power that vehicles can give at this EVSE.', {
      ...v21,
      isRequired: 'V2X',
      unit: 'W',
    }),
    flag('DCInputPhaseControl', 'Whether charging profiles choose the phases that feed a DC EVSE.', v21),
    choice(
      'ChargingState',
      'What the transaction at this EVSE is doing.',
      ['EVConnected', 'Charging', 'SuspendedEV', 'SuspendedEVSE', 'Idle'],
      v21,
    ),
    text('ActiveTransactionId', 'The transaction that runs at this EVSE; empty where none does.', v21),
  ]),
  ...variablesOf('Connector', [
    choice('AvailabilityState', 'Whether the connector can be used.', AVAILABILITY, availability),
    flag('Available', 'Whether the connector is there.', must),
    text('ChargeProtocol', 'How station and vehicle talk at this connector: CPPWM, ISO15118, CHAdeMO.'),
    text('ConnectorType', 'The kind of plug: cType2 is a cable, sType2 a socket, cCCS2 a DC cable.', must),
    whole('SupplyPhases', 'How many phases feed the connector.', phases),
    choice('SlotStatus', 'The battery slot: open, locked or faulted.', ['Open', 'Locked', 'Faulted'], v21),
  ]),
  ...variablesOf('CPPWMController', [
    text('State', 'The state of the control pilot: A no vehicle, B plugged in, C charging, E and F errors.'),
    decimal('Percentage', 'The duty cycle with which the station tells the vehicle its current.', {
      unit: 'Percent',
      min: 0,
      max: 100,
    }),
  ]),
  ...variablesOf('Controller', [
    whole('MaxMsgElements', 'The most elements in one message.'),
    flag('SelftestActive', 'Whether a self-test runs; true starts one.', { access: 'read-write' }),
  ]),
  ...variablesOf('TokenReader', [
    text('Token', 'The card that was read.'),
    choice('TokenType', 'The kind of the card that was read.', undefined),
  ]),
  ...variablesOf('DistributionPanel', [
    text('InstanceName', 'The name of the panel.'),
    text('ChargingStation', 'A station that hangs on this panel.', {
      instanceOf: 'the number of the station',
    }),
    text('DistributionPanel', 'A panel that hangs on this one.', { instanceOf: 'the number of the panel' }),
    decimal('Fuse', 'The fuse of a phase.', { unit: 'A', min: 0, instanceOf: 'the phase' }),
  ]),
  ...variablesOf('LocalEnergyStorage', [
    decimal('EnergyCapacity', 'The capacity of the battery.', { unit: 'Wh', min: 0 }),
    decimal('Capacity', 'The capacity of the battery.', { unit: 'Wh', min: 0, ...v21 }),
    text('Identity', 'The name of the battery.'),
  ]),
  ...variablesOf('ElectricalFeed', [
    choice('PowerType', 'Whether alternating or direct current is fed.', ['AC', 'DC']),
  ]),
];

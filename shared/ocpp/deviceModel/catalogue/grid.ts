import {
  choice,
  decimal,
  flag,
  members,
  text,
  variablesOf,
  whole,
  type VariableDescription,
} from '../variableDescription.ts';

const rw = { access: 'read-write' } as const;
const must = { isRequired: true } as const;
const v21 = { since: '2.1' } as const;
const percent = { unit: '%', min: 0, max: 100 } as const;

/** OCPP 2.1: what the grid operator asks of the station, and batteries that are swapped. */
export const GRID: readonly VariableDescription[] = [
  ...variablesOf(
    'ACDERCtrlr',
    [
      flag('Available', 'Whether vehicles’ own inverters can be told the rules of the grid.'),
      flag('Enabled', 'Whether the rules of the grid are passed on to vehicles.', rw),
      members('ModesSupported', 'The rules of the grid that can be passed on.', undefined, must),
    ],
    v21,
  ),
  ...variablesOf(
    'DCDERCtrlr',
    [
      flag('Available', 'Whether the station’s inverter can follow the rules of the grid.'),
      flag('Enabled', 'Whether the station’s inverter follows the rules of the grid.', rw),
      members('ModesSupported', 'The rules of the grid that the inverter can follow.', undefined, must),
      ...(
        [
          ['MaxW', 'The most active power.', 'W'],
          ['OverExcitedW', 'The active power when the inverter gives reactive power.', 'W'],
          ['OverExcitedPF', 'The power factor when the inverter gives reactive power.', ''],
          ['UnderExcitedW', 'The active power when the inverter takes reactive power.', 'W'],
          ['UnderExcitedPF', 'The power factor when the inverter takes reactive power.', ''],
          ['MaxVA', 'The most apparent power.', 'VA'],
          ['MaxVar', 'The most reactive power that is given.', 'var'],
          ['MaxVarNeg', 'The most reactive power that is taken.', 'var'],
          ['MaxChargeRateW', 'The most active power when charging.', 'W'],
          ['MaxChargeRateVA', 'The most apparent power when charging.', 'VA'],
          ['ReactiveSusceptance', 'The susceptance that stays at the grid when the inverter is off.', 'S'],
        ] as const
      ).map(([variable, meaning, unit]) =>
        decimal(variable, meaning, { ...must, ...(unit === '' ? {} : { unit }) }),
      ),
      ...(
        [
          ['VNom', 'The nominal voltage.'],
          ['MaxV', 'The highest voltage.'],
          ['MinV', 'The lowest voltage.'],
        ] as const
      ).map(([variable, meaning]) => decimal(variable, meaning, { unit: 'V' })),
      text('InverterManufacturer', 'The maker of the inverter.', must),
      text('InverterModel', 'The model of the inverter.', must),
      text('InverterSerialNumber', 'The serial number of the inverter.'),
      text('InverterSwVersion', 'The software of the inverter.', must),
      text('InverterHwVersion', 'The hardware of the inverter.', must),
      choice('IslandingDetectionMethod', 'How the inverter notices that the grid is gone.', undefined),
      decimal('IslandingDetectionTripTime', 'How quickly the inverter switches off then.', { unit: 's' }),
    ],
    v21,
  ),
  ...variablesOf(
    'FrequencySimulator',
    [
      flag('Enabled', 'Whether a grid frequency is simulated. For tests only.', { ...rw, risk: 'safety' }),
      text('DateTime', 'From when to when it is simulated.', { ...rw, instances: ['Start', 'End'] }),
      text('FrequencySchedule', 'The simulated frequencies, as JSON.', rw),
    ],
    v21,
  ),
  ...variablesOf(
    'BatterySwapCtrlr',
    [
      flag('Available', 'Whether the station swaps batteries.'),
      flag('Enabled', 'Whether batteries are swapped.', rw),
      whole('TargetSoc', 'How full a battery must be to be handed out.', { ...rw, ...percent }),
      whole('MaxSoc', 'How full batteries are charged.', { ...rw, ...percent }),
      text('IdToken', 'The token under which swapped batteries are charged.', rw),
      whole('Timeout', 'How long the driver has to put batteries in, or take them out.', {
        ...rw,
        unit: 's',
        instances: ['In', 'Out'],
      }),
    ],
    v21,
  ),
  ...variablesOf(
    'BatteryCartridge',
    [
      whole('SoC', 'How full the battery in this slot is.', percent),
      whole('SoH', 'How healthy the battery in this slot is.', percent),
      choice('WorkingMode', 'What the battery in this slot does.', undefined),
    ],
    v21,
  ),
];

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
const s = { unit: 's' } as const;
const charge = { access: 'read-write', risk: 'charging' } as const;
const v21 = { since: '2.1' } as const;

const TX_POINTS = [
  'ParkingBayOccupancy',
  'EVConnected',
  'Authorized',
  'DataSigned',
  'PowerPathClosed',
  'EnergyTransfer',
] as const;

const POINT_MEANINGS = {
  ParkingBayOccupancy: 'A vehicle stands in the bay.',
  EVConnected: 'The vehicle is plugged in.',
  Authorized: 'The driver may charge.',
  DataSigned: 'The first signed meter value was taken.',
  PowerPathClosed: 'Plugged in and authorized, so that energy may flow.',
  EnergyTransfer: 'Energy flows.',
} as const;

/** Who may charge, and how much. */
export const CHARGING: readonly VariableDescription[] = [
  ...variablesOf('AuthCtrlr', [
    flag('Enabled', 'Whether drivers need to be authorized; with false whoever plugs in may charge.', {
      ...charge,
      role: 'free-charging',
    }),
    flag(
      'AuthorizeRemoteStart',
      'Whether a remote start is checked like a card: the station asks back before it starts.',
      {
        ...must,
        access: 'either',
        risk: 'charging',
        hint: 'With true an idToken that the back end itself does not know makes every remote start fail.',
      },
    ),
    flag(
      'LocalAuthorizeOffline',
      'Whether known cards can start charging while the back end cannot be reached.',
      {
        ...must,
        ...charge,
      },
    ),
    flag('LocalPreAuthorize', 'Whether known cards start at once, without waiting for the back end.', {
      ...must,
      ...charge,
    }),
    flag(
      'OfflineTxForUnknownIdEnabled',
      'Whether unknown cards may charge while the back end cannot be reached.',
      charge,
    ),
    text('MasterPassGroupId', 'Cards of this group can stop every transaction, and start none.', {
      ...charge,
      maxLength: 36,
    }),
    whole('AdditionalInfoItemsPerMessage', 'The most pieces of additional information in one message.'),
    flag(
      'DisableRemoteAuthorization',
      'Whether the back end is never asked; only the cache and the local list count.',
      charge,
    ),
    members('SupportedIdTokenTypes', 'The kinds of cards and tokens that the station knows.', undefined, v21),
  ]),
  ...variablesOf('AuthCacheCtrlr', [
    flag('Available', 'Whether the station can remember cards.'),
    flag('Enabled', 'Whether the station remembers the cards that the back end accepted or refused.', {
      ...charge,
      hint: 'Where it is on, a card that was just blocked may go on working until ClearCache is sent.',
    }),
    whole('LifeTime', 'How long a card is remembered after it was used last.', { ...rw, ...s }),
    choice(
      'Policy',
      'Which card is forgotten first when the memory is full.',
      ['LRU', 'LFU', 'FIFO', 'CUSTOM'],
      rw,
    ),
    whole('Storage', 'The memory in use; maxLimit says how much there is.', { unit: 'B' }),
    flag(
      'DisablePostAuthorize',
      'Whether a card that is remembered as refused is not asked for again.',
      charge,
    ),
  ]),
  ...variablesOf('LocalAuthListCtrlr', [
    flag('Available', 'Whether the station can keep a list of cards.'),
    flag('Enabled', 'Whether the station uses the list of cards that the back end has sent.', charge),
    whole('Entries', 'How many cards are in the list; maxLimit says how many there can be.', must),
    whole('ItemsPerMessage', 'The most cards that one SendLocalList may carry.', { ...must, min: 1 }),
    whole('BytesPerMessage', 'The largest SendLocalList that the station takes.', { ...must, unit: 'bytes' }),
    whole('Storage', 'The memory in use; maxLimit says how much there is.', { unit: 'B' }),
    flag(
      'DisablePostAuthorize',
      'Whether a card that stands in the list as refused is not asked for again.',
      charge,
    ),
    flag(
      'SupportsExpiryDateTime',
      'Whether cards of the list that have expired are left out of account.',
      v21,
    ),
  ]),
  ...variablesOf('TxCtrlr', [
    whole(
      'EVConnectionTimeOut',
      'How long the station waits for the plug after a card was accepted, and the other way round.',
      {
        ...charge,
        ...must,
        ...s,
        usual: {
          min: 10,
          max: 900,
          sentence:
            'Drivers need about 30 to 120 s to plug in; far from that they lose their start or block the station.',
        },
      },
    ),
    whole('MaxEnergyOnInvalidId', 'How much energy a vehicle still gets after its card was refused.', {
      ...charge,
      unit: 'Wh',
    }),
    flag('StopTxOnEVSideDisconnect', 'Whether the transaction ends when the plug is pulled at the vehicle.', {
      ...must,
      access: 'either',
      risk: 'charging',
    }),
    flag('StopTxOnInvalidId', 'Whether a running transaction ends when the back end refuses its card.', {
      ...must,
      ...charge,
    }),
    flag(
      'TxBeforeAcceptedEnabled',
      'Whether charging is possible before the back end has accepted the station.',
      charge,
    ),
    members('TxStartPoint', 'When a transaction begins.', TX_POINTS, {
      ...must,
      access: 'either',
      risk: 'charging',
      valueMeanings: POINT_MEANINGS,
      hint: 'It decides which transactions the back end sees at all, and what is billed.',
    }),
    members('TxStopPoint', 'When a transaction ends: when one of these is no more.', TX_POINTS, {
      ...must,
      access: 'either',
      risk: 'charging',
      valueMeanings: POINT_MEANINGS,
    }),
    decimal('ChargingTime', 'The time between the first and the last energy of the transaction.', s),
    whole('ResumptionTimeout', 'How long the power may be away for a transaction to go on afterwards.', {
      ...charge,
      ...s,
      ...v21,
    }),
    flag(
      'AllowEnergyTransferResumption',
      'Whether energy flows again after the power was away or after a restart.',
      {
        ...charge,
        ...v21,
      },
    ),
    whole('EnergyTransferResumptionRandomRange', 'The longest random delay before energy flows again.', {
      ...charge,
      ...s,
      ...v21,
    }),
    members('SupportedLimits', 'The limits of a transaction that the station can keep.', undefined, v21),
  ]),
  ...variablesOf('ReservationCtrlr', [
    flag('Available', 'Whether reservations are possible.'),
    flag('Enabled', 'Whether reservations are taken.', rw),
    flag('NonEvseSpecific', 'Whether a reservation for any EVSE of the station is possible.'),
  ]),
  ...variablesOf('SmartChargingCtrlr', [
    flag('Available', 'Whether the station has smart charging.'),
    flag('Enabled', 'Whether charging profiles are obeyed.', charge),
    flag('ACPhaseSwitchingSupported', 'Whether the station can choose which phase a vehicle charges from.'),
    whole(
      'ProfileStackLevel',
      'The highest stackLevel of a charging profile; where profiles overlap, the highest wins.',
      {
        ...must,
        hint: 'Some stations refuse their own highest level. When a profile is Rejected, try one level lower, then 0.',
      },
    ),
    members(
      'RateUnit',
      'Whether limits may be given as current (A), as power (W) or as both.',
      ['A', 'W'],
      must,
    ),
    whole('PeriodsPerSchedule', 'The most periods that one schedule may have.', { ...must, min: 1 }),
    whole('Entries', 'How many charging profiles are installed; maxLimit says how many there can be.', {
      ...must,
      instances: ['ChargingProfiles'],
    }),
    decimal('LimitChangeSignificance', 'A change of a limit that is smaller than this is not reported.', {
      ...rw,
      ...must,
      unit: 'Percent',
      min: 0,
      max: 100,
    }),
    flag(
      'ExternalControlSignalsEnabled',
      'Whether others than the back end, such as the grid operator, may set limits.',
      {
        ...charge,
        hint: 'A vehicle that charges more slowly than its profile allows may be held back from there.',
      },
    ),
    flag(
      'NotifyChargingLimitWithSchedules',
      'Whether limits of others are reported with their whole schedule.',
      rw,
    ),
    flag('Phases3to1', 'Whether the station can change from three phases to one during a transaction.'),
    ...[
      [
        'SupportsDynamicProfiles',
        'Whether limits can be changed on the fly (charging profiles of kind Dynamic).',
      ],
      ['SupportsMaxOfflineDuration', 'Whether a profile can end after some time offline.'],
      ['SupportsUseLocalTime', 'Whether schedules can be given in local time.'],
      ['SupportsRandomizedDelay', 'Whether the periods of a schedule can begin with a random delay.'],
      ['SupportsLimitAtSoC', 'Whether a limit can depend on the state of charge.'],
      ['SupportsEvseSleep', 'Whether the electronics can sleep while nothing is charged.'],
      [
        'ExternalConstraintsProfileDisallowed',
        'Whether limits of others may not be given as charging profiles.',
      ],
    ].map(([variable = '', meaning = '']) => flag(variable, meaning, v21)),
    flag('ChargingProfilePersistence', 'Whether profiles of this purpose are still there after a restart.', {
      ...v21,
      instances: ['TxProfile', 'LocalGeneration', 'ChargingStationExternalConstraints'],
    }),
    choice('SetpointPriority', 'Whose setpoint counts when there are two.', undefined, { ...charge, ...v21 }),
    whole('MaxExternalConstraintsId', 'The highest id of a profile that others have set.', v21),
    members(
      'SupportedAdditionalPurposes',
      'The purposes of charging profiles beyond those of 2.0.1.',
      ['PriorityCharging', 'LocalGeneration'],
      { ...v21, isOpen: true },
    ),
    whole('ChargingProfileUpdateRateLimit', 'The least time between two changes of a profile on the fly.', {
      ...v21,
      ...s,
      access: 'either',
    }),
  ]),
];

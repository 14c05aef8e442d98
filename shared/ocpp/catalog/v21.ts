import { actionRows, type ActionGroup, type ActionInfo } from './actionInfo.ts';
import { ACTIONS_201, GROUPS_201 } from './v201.ts';

/** Functional blocks of OCPP 2.1 part 2: those of 2.0.1 and three more. */
export const GROUPS_21: readonly ActionGroup[] = [
  ...GROUPS_201,
  { id: 'Q', title: 'Bidirectional Power Transfer' },
  { id: 'R', title: 'DER Control' },
  { id: 'S', title: 'Battery Swapping' },
];

/** Everything of 2.0.1 is still there; 2.1 removes nothing. */
export const ACTIONS_21: readonly ActionInfo[] = [
  ...ACTIONS_201,
  ...actionRows('C', 'station', [
    ['NotifySettlement', 'Reports that a payment was settled at a payment terminal.'],
    ['VatNumberValidation', 'Asks whether a VAT number is valid.'],
  ]),
  ...actionRows('C', 'centralSystem', [
    ['NotifyWebPaymentStarted', 'Tells the station that a driver has begun to pay by QR code.'],
  ]),
  ...actionRows('I', 'centralSystem', [
    ['ChangeTransactionTariff', 'Changes the tariff of a running transaction.', 'changes-price'],
    ['ClearTariffs', 'Removes default tariffs.', 'changes-price'],
    ['GetTariffs', 'Lists the tariffs of an EVSE.'],
    ['SetDefaultTariff', 'Sets the default tariff of an EVSE.', 'changes-price'],
  ]),
  ...actionRows('K', 'station', [
    ['NotifyPriorityCharging', 'Reports that priority charging was switched on or off at the station.'],
    ['PullDynamicScheduleUpdate', 'Asks for new limits of a dynamic charging profile.'],
  ]),
  ...actionRows('K', 'centralSystem', [
    ['UpdateDynamicSchedule', 'Sends new limits of a dynamic charging profile.', 'limits-power'],
    ['UsePriorityCharging', 'Switches priority charging of a transaction on or off.'],
  ]),
  ...actionRows('M', 'station', [
    ['GetCertificateChainStatus', 'Asks whether certificates of a chain have been revoked.'],
  ]),
  ...actionRows('N', 'station', [
    ['ClosePeriodicEventStream', 'Ends a stream of periodic values.'],
    ['OpenPeriodicEventStream', 'Announces a stream of periodic values.'],
  ]),
  {
    name: 'NotifyPeriodicEventStream',
    sentBy: 'station',
    group: 'N',
    description: 'Delivers values of a periodic stream; it is not answered.',
    isSend: true,
  },
  ...actionRows('N', 'centralSystem', [
    ['AdjustPeriodicEventStream', 'Changes how often a stream delivers its values.'],
    ['GetPeriodicEventStream', 'Lists the open streams of periodic values.'],
  ]),
  ...actionRows('Q', 'centralSystem', [
    [
      'AFRRSignal',
      'Passes on a signal of the grid’s frequency restoration reserve.',
      'changes-grid-behaviour',
    ],
    ['NotifyAllowedEnergyTransfer', 'Tells which ways of energy transfer a transaction may use.'],
  ]),
  ...actionRows('R', 'station', [
    ['NotifyDERAlarm', 'Reports that a DER control found a grid event.'],
    ['NotifyDERStartStop', 'Reports that a DER control has started or stopped.'],
    ['ReportDERControl', 'Delivers part of the installed DER controls.'],
  ]),
  ...actionRows('R', 'centralSystem', [
    ['ClearDERControl', 'Removes DER controls.', 'changes-grid-behaviour'],
    ['GetDERControl', 'Asks for the installed DER controls.'],
    ['SetDERControl', 'Sets how the station behaves towards the grid.', 'changes-grid-behaviour'],
  ]),
  ...actionRows('S', 'station', [['BatterySwap', 'Reports that batteries were put in or taken out.']]),
  ...actionRows('S', 'centralSystem', [
    ['RequestBatterySwap', 'Starts a battery swap as if the id token had been presented.'],
  ]),
];

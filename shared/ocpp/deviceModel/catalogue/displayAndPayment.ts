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
const v21 = { since: '2.1' } as const;

/** What drivers read and pay. */
export const DISPLAY_AND_PAYMENT: readonly VariableDescription[] = [
  ...variablesOf('DisplayMessageCtrlr', [
    flag('Available', 'Whether the station can show messages.'),
    flag('Enabled', 'Whether the station shows messages.', rw),
    whole('DisplayMessages', 'How many messages are set; maxLimit says how many there can be.', must),
    members(
      'SupportedFormats',
      'The formats of messages that the station can show.',
      ['ASCII', 'HTML', 'URI', 'UTF8', 'QRCODE'],
      {
        ...must,
        isOpen: true,
      },
    ),
    members(
      'SupportedPriorities',
      'The priorities of messages that the station knows.',
      ['AlwaysFront', 'InFront', 'NormalCycle'],
      must,
    ),
    whole('PersonalMessageSize', 'The longest message for one driver.', { unit: 'characters' }),
    members(
      'SupportedStates',
      'The states of the station in which a message can be shown.',
      ['Charging', 'Faulted', 'Idle', 'Unavailable', 'Suspended', 'Discharging'],
      { ...must, ...v21, isOpen: true },
    ),
    choice('Language', 'The language that is shown when nothing else is known.', undefined, {
      ...rw,
      ...must,
      ...v21,
    }),
  ]),
  ...variablesOf('TariffCostCtrlr', [
    flag('Available', 'Whether the station can show prices (Tariff) or costs (Cost).', {
      instances: ['Tariff', 'Cost'],
    }),
    flag('Enabled', 'Whether the station shows prices (Tariff) or costs (Cost).', {
      ...rw,
      instances: ['Tariff', 'Cost', 'RunningCost'],
    }),
    text('Currency', 'The currency, as EUR.', { ...rw, ...must, minLength: 3, maxLength: 3 }),
    text('TariffFallbackMessage', 'What is shown when the price for a driver is not known.', {
      ...rw,
      ...must,
      maxLength: 255,
      instanceOf: 'the language',
    }),
    text('TotalCostFallbackMessage', 'What is shown when the cost of a transaction is not known.', {
      ...rw,
      ...must,
      maxLength: 255,
      instanceOf: 'the language',
    }),
    text('OfflineTariffFallbackMessage', 'What is shown when the station is offline.', {
      ...rw,
      ...v21,
      instanceOf: 'the language',
    }),
    whole('Interval', 'How often prices are looked at (Tariff), or costs are told (Cost).', {
      ...rw,
      ...s,
      ...v21,
      instances: ['Tariff', 'Cost'],
    }),
    whole('MaxElements', 'The most prices in one tariff.', { ...v21, instances: ['Tariff'] }),
    flag('ConditionsSupported', 'Whether prices can depend on conditions.', {
      ...v21,
      instances: ['Tariff'],
    }),
    choice('HandleFailedTariff', 'What happens when a tariff cannot be understood.', undefined, {
      ...rw,
      ...v21,
      risk: 'charging',
      instances: ['Tariff'],
    }),
  ]),
  ...variablesOf(
    'PaymentCtrlr',
    [
      flag('Enabled', 'Whether the payment terminal is in use.', { ...rw, ...must }),
      flag('Problem', 'Whether something is wrong with the payment terminal.', must),
      flag('Connected', 'Whether the payment terminal reaches its payment service.', must),
      flag('AuthorizeDirectPayment', 'Whether the back end must agree to a payment at the terminal.', {
        ...rw,
        ...must,
      }),
      decimal('AuthorizationAmount', 'The amount that is blocked on the card beforehand.', {
        ...rw,
        ...must,
        min: 0,
      }),
      decimal('IncrementalAuthorizationAmount', 'The amount that is blocked in addition each time.', {
        ...rw,
        min: 0,
      }),
      decimal('IncrementalAuthorizationThreshold', 'How near the costs must come to what is blocked.', {
        ...rw,
        min: 0,
      }),
      members('PaymentDetails', 'What the terminal tells about a payment.', undefined, { ...rw, ...must }),
      flag('SettlementByCSMS', 'Whether the back end settles payments.', { ...rw, ...must }),
      text('ReceiptServerUrl', 'Where drivers find their receipt.', { ...rw, ...must, textForm: 'url' }),
      flag('ReceiptByCSMS', 'Whether the back end makes the receipts.', { ...rw, ...must }),
      text('Merchant', 'What stands on the receipt about the seller.', {
        ...rw,
        ...must,
        instances: ['Id', 'TaxId', 'Name', 'Address', 'City'],
      }),
      ...[
        ['TerminalID', 'The number of the terminal.'],
        ['PaymentServiceProvider', 'The payment service of the terminal.'],
        ['VendorName', 'The maker of the terminal.'],
        ['Model', 'The model of the terminal.'],
        ['SerialNumber', 'The serial number of the terminal.'],
        ['FirmwareVersion', 'The firmware of the terminal.'],
        ['IMSI', 'The subscriber’s number of the terminal’s SIM card.'],
        ['ICCID', 'The number of the terminal’s SIM card.'],
      ].map(([variable = '', meaning = '']) => text(variable, meaning, must)),
    ],
    v21,
  ),
  ...variablesOf(
    'WebPaymentsCtrlr',
    [
      text('URLTemplate', 'The address behind the code that drivers scan to pay.', { ...rw, ...must }),
      members('URLParameters', 'What the address can say besides.', ['maxtime', 'maxenergy', 'maxcost'], rw),
      text('TOTPVersion', 'The kind of one-time password in the address.', must),
      text('ChargingStationId', 'The name of the station in the address.', rw),
      whole('ValidityTime', 'How long a code is shown.', { ...rw, ...must, ...s, min: 1 }),
      text('SharedSecret', 'What one-time passwords are made from.', {
        access: 'write-only',
        isSecret: true,
        ...must,
      }),
      whole('Length', 'The length of the one-time password.', { ...rw, ...must, min: 1 }),
      choice('QRCodeQuality', 'How much of a code may be dirty.', ['Low', 'Medium', 'Quartile', 'High'], rw),
    ],
    v21,
  ),
];

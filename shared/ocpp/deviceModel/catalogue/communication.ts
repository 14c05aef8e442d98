import {
  choice,
  flag,
  members,
  moment,
  sequence,
  text,
  variablesOf,
  whole,
  type VariableDescription,
} from '../variableDescription.ts';

const rw = { access: 'read-write' } as const;
const must = { isRequired: true } as const;
const s = { unit: 's' } as const;
const line = { risk: 'connection' } as const;

export const FILE_PROTOCOLS = ['HTTP', 'HTTPS', 'FTP', 'FTPS', 'SFTP'] as const;

/** How the station talks to the back end. */
export const COMMUNICATION: readonly VariableDescription[] = [
  ...variablesOf('OCPPCommCtrlr', [
    text(
      'ActiveNetworkProfile',
      'The slot of the network connection profile that the station is connected with.',
      {
        role: 'network-profile-active',
      },
    ),
    members(
      'FileTransferProtocols',
      'How the station fetches firmware and sends its logs.',
      FILE_PROTOCOLS,
      must,
    ),
    whole('HeartbeatInterval', 'The time without messages after which the station sends a Heartbeat.', {
      ...rw,
      ...s,
      min: 1,
      usual: {
        min: 10,
        max: 86_400,
        sentence: 'Under 10 s it only costs data; beyond a day the clock drifts and a dead line goes unseen.',
      },
    }),
    whole('MessageTimeout', 'How long the station waits for the answer to a message.', {
      ...must,
      ...s,
      access: 'either',
      instances: ['Default'],
      ...line,
    }),
    whole(
      'MessageAttemptInterval',
      'Pause before a TransactionEvent is sent again that the back end failed to process. Each further attempt waits that much longer.',
      { ...rw, ...must, ...s, instances: ['TransactionEvent'] },
    ),
    whole(
      'MessageAttempts',
      'How many times a TransactionEvent is sent when the back end fails to process it. After the last attempt it is given up.',
      { ...rw, ...must, instances: ['TransactionEvent'] },
    ),
    whole('MinimumStatusDuration', 'How long a status must last before it is reported.', { ...rw, ...s }),
    sequence(
      'NetworkConfigurationPriority',
      'The slots of the network connection profiles in the order in which the station tries them.',
      undefined,
      {
        ...rw,
        ...must,
        ...line,
        role: 'network-profile-order',
        hint:
          'A slot must have been set with SetNetworkProfile before it can stand here. The change takes effect at the next ' +
          'restart. Keep the slot of the present back end as the last one, so that the station finds its way home.',
        needsRestart: true,
      },
    ),
    whole(
      'NetworkProfileConnectionAttempts',
      'How many attempts the station makes with one profile before it goes on to the next one.',
      { ...rw, ...must, ...line },
    ),
    whole(
      'OfflineThreshold',
      'After being offline for longer than this, the station reports all its statuses again.',
      {
        ...rw,
        ...must,
        ...s,
      },
    ),
    choice(
      'PublicKeyWithSignedMeterValue',
      'Whether the public key of the meter goes with its signed values.',
      ['Never', 'OncePerTransaction', 'EveryMeterValue'],
      rw,
    ),
    flag(
      'QueueAllMessages',
      'Whether all messages are kept while offline, not only those of transactions.',
      rw,
    ),
    whole('ResetRetries', 'How many times the station tries again when a restart did not work.', {
      ...rw,
      ...must,
    }),
    whole(
      'RetryBackOffRandomRange',
      'The largest random part of the pause before the station connects again.',
      {
        ...rw,
        ...s,
        ...line,
      },
    ),
    whole('RetryBackOffRepeatTimes', 'How many times the pause before connecting again is doubled.', {
      ...rw,
      ...line,
    }),
    whole('RetryBackOffWaitMinimum', 'The first pause before the station connects again.', {
      ...rw,
      ...s,
      ...line,
    }),
    flag(
      'UnlockOnEVSideDisconnect',
      'Whether the plug at the station is released when the cable is pulled at the vehicle.',
      { ...must, access: 'either', risk: 'charging' },
    ),
    whole('WebSocketPingInterval', 'Pause between two WebSocket pings of the station.', {
      ...rw,
      ...s,
      ...line,
      valueMeanings: { '0': 'The station sends no pings; it still answers those of the back end.' },
      usual: {
        max: 600,
        sentence:
          'Mobile networks often close a line that is quiet for 5 to 10 minutes, which this cannot prevent.',
      },
    }),
    whole('FieldLength', 'The length of a field that may be longer than the specification has it.', {
      instanceOf: 'the message and its field, as Get15118EVCertificateResponse.exiResponse',
    }),
    moment(
      'ExternalConfigChangeDate',
      'When the configuration was changed last by somebody else than the back end.',
      {
        since: '2.1',
      },
    ),
  ]),
  ...variablesOf('SecurityCtrlr', [
    text(
      'BasicAuthPassword',
      'The password with which the station logs in at the back end. It can be set and never read.',
      {
        access: 'write-only',
        isSecret: true,
        minLength: 16,
        maxLength: 64,
        role: 'backend-password',
        ...line,
        hint:
          'It is the password itself, not its hexadecimal form, as in OCPP 1.6. Stations of 2.0.1 take 16 to 40 characters; ' +
          'the station connects anew with it.',
      },
    ),
    text('Identity', 'The identity with which the station presents itself to the back end.', {
      access: 'either',
      maxLength: 48,
      role: 'backend-identity',
      ...line,
    }),
    text('OrganizationName', 'The name of the operator, which the station writes into its certificate.', {
      ...rw,
      ...must,
      ...line,
    }),
    whole(
      'CertificateEntries',
      'How many certificates are installed; maxLimit says how many there can be.',
      must,
    ),
    whole('SecurityProfile', 'How the connection in use is secured.', {
      ...must,
      min: 0,
      max: 3,
      role: 'security-profile',
      valueMeanings: {
        '0': 'No security: neither password nor TLS.',
        '1': 'Password without TLS: the password crosses the network readable.',
        '2': 'TLS and password.',
        '3': 'TLS with a certificate of the station; no password.',
      },
      hint: 'It follows from the network connection profile; it is changed with SetNetworkProfile.',
    }),
    flag(
      'AdditionalRootCertificateCheck',
      'Whether a root certificate of the back end is only taken where the one before it has signed it.',
    ),
    whole('MaxCertificateChainSize', 'The largest certificate chain that one CertificateSigned may carry.', {
      unit: 'bytes',
      max: 10_000,
    }),
    whole(
      'CertSigningWaitMinimum',
      'Pause before the station asks again for a certificate that did not come.',
      {
        ...rw,
        ...s,
      },
    ),
    whole(
      'CertSigningRepeatTimes',
      'How many times the station asks again for a certificate that did not come.',
      rw,
    ),
    flag('AllowSecurityProfileDowngrade', 'Whether the station may go back from security profile 3 to 2.', {
      since: '2.1',
      access: 'either',
      ...line,
    }),
  ]),
  ...variablesOf('DeviceDataCtrlr', [
    whole('BytesPerMessage', 'The largest message of this kind that the station takes.', {
      ...must,
      unit: 'bytes',
      instances: ['GetReport', 'GetVariables', 'SetVariables'],
    }),
    whole('ItemsPerMessage', 'The most variables in one message of this kind.', {
      ...must,
      min: 1,
      instances: ['GetReport', 'GetVariables', 'SetVariables'],
    }),
    whole('ValueSize', 'The longest value that the station takes or tells.', {
      max: 2500,
      unit: 'characters',
    }),
    whole('ConfigurationValueSize', 'The longest value that can be set.', { max: 1000, unit: 'characters' }),
    whole('ReportingValueSize', 'The longest value that the station tells.', {
      max: 2500,
      unit: 'characters',
    }),
  ]),
  ...variablesOf('MonitoringCtrlr', [
    flag('Available', 'Whether variables can be watched.'),
    flag('Enabled', 'Whether variables are watched.', rw),
    whole('BytesPerMessage', 'The largest message of this kind that the station takes.', {
      ...must,
      unit: 'bytes',
      instances: ['SetVariableMonitoring', 'ClearVariableMonitoring'],
      requiredInstances: ['SetVariableMonitoring'],
    }),
    whole('ItemsPerMessage', 'The most monitors in one message of this kind.', {
      ...must,
      min: 1,
      instances: ['SetVariableMonitoring', 'ClearVariableMonitoring'],
      requiredInstances: ['SetVariableMonitoring'],
    }),
    whole(
      'OfflineQueuingSeverity',
      'Which events are kept while offline: those of this severity and graver ones.',
      {
        ...rw,
        max: 9,
      },
    ),
    choice('MonitoringBase', 'The set of monitors in use.', ['All', 'FactoryDefault', 'HardWiredOnly']),
    whole('MonitoringLevel', 'Which events are reported: those of this severity and graver ones.', {
      max: 9,
    }),
    choice('ActiveMonitoringBase', 'The set of monitors that was set last.', [
      'All',
      'FactoryDefault',
      'HardWiredOnly',
    ]),
    whole('ActiveMonitoringLevel', 'Which events are reported: those of this severity and graver ones.', {
      max: 9,
    }),
    whole('MaxPeriodicEventStreams', 'The most streams of events that can be open at the same time.', {
      since: '2.1',
    }),
  ]),
  ...variablesOf('ClockCtrlr', [
    moment('DateTime', 'The clock of the station.', must),
    sequence(
      'TimeSource',
      'Where the station takes the time from, the best source first.',
      ['Heartbeat', 'NTP', 'GPS', 'RealTimeClock', 'MobileNetwork', 'RadioTimeTransmitter'],
      { ...rw, ...must },
    ),
    text('NtpServerUri', 'The time server.', { ...rw, instanceOf: 'the order of the servers' }),
    choice(
      'NtpSource',
      'Whether the time server is given by the network (DHCP) or by hand.',
      ['DHCP', 'manual'],
      rw,
    ),
    text('TimeZone', 'The time zone for the display, as Europe/Oslo.', rw),
    text(
      'TimeOffset',
      'How far local time is from UTC, as +02:00. The instance NextTransition tells what comes next.',
      {
        ...rw,
        instances: ['', 'NextTransition'],
      },
    ),
    moment('NextTimeOffsetTransitionDateTime', 'When the clocks change next.', rw),
    whole(
      'TimeAdjustmentReportingThreshold',
      'A correction of the clock that is larger than this is reported.',
      {
        ...rw,
        ...s,
      },
    ),
  ]),
  ...variablesOf('CustomizationCtrlr', [
    flag('CustomImplementationEnabled', 'Whether an extension of the maker is in use.', {
      ...rw,
      instanceOf: 'the vendorId of the extension',
    }),
    members(
      'CustomTriggers',
      'The words that TriggerMessage takes beyond those of the specification.',
      undefined,
      {
        since: '2.1',
      },
    ),
  ]),
];

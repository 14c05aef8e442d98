import type { Command } from './command.ts';

interface Entry {
  about: string;
  load: () => Promise<Command>;
}

/** Each command is loaded only when it is the one to run: a quick start matters more than all of them at once. */
export const COMMANDS: Readonly<Record<string, Entry>> = {
  serve: {
    about: 'Start Kerbside: wait for chargers, show the screens in a browser.',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  practice: {
    about: 'Run practice chargers that connect like real ones.',
    load: async () => (await import('./commands/practice.ts')).practice,
  },
  stations: {
    about: 'The chargers that the running Kerbside knows.',
    load: async () => (await import('./commands/stations.ts')).stations,
  },
  attempts: {
    about: 'Who tried to connect, how far it came, and why it ended there.',
    load: async () => (await import('./commands/attempts.ts')).attempts,
  },
  findings: {
    about: 'What is wrong with the chargers, with its proof and what to do.',
    load: async () => (await import('./commands/findings.ts')).findings,
  },
  password: {
    about: 'The password that a charger has to send.',
    load: async () => (await import('./commands/password.ts')).password,
  },
  call: {
    about: 'Send one OCPP call to a charger and print its answer.',
    load: async () => (await import('./commands/call.ts')).call,
  },
  reports: {
    about: 'Reports that chargers send in parts, joined (OCPP 2.x).',
    load: async () => (await import('./commands/reports.ts')).reports,
  },
  policy: {
    about: 'What Kerbside answers to a charger, and wrong answers on purpose.',
    load: async () => (await import('./commands/policy.ts')).policy,
  },
  quirks: {
    about: 'How a charger has to be treated where it differs from others.',
    load: async () => (await import('./commands/quirks.ts')).quirks,
  },
  'config read': {
    about: 'What a charger is set to.',
    load: async () => (await import('./commands/configRead.ts')).configRead,
  },
  'config set': {
    about: 'Change settings, each with its outcome and read back.',
    load: async () => (await import('./commands/configSet.ts')).configSet,
  },
  'config save': {
    about: 'The configuration as a CSV, JSON or YAML file.',
    load: async () => (await import('./commands/configSave.ts')).configSave,
  },
  'config diff': {
    about: 'Two configurations side by side: chargers, snapshots, files.',
    load: async () => (await import('./commands/configDiff.ts')).configDiff,
  },
  'config check': {
    about: 'Whether chargers are as a template wants them.',
    load: async () => (await import('./commands/configCheck.ts')).configCheck,
  },
  'config apply': {
    about: 'Bring chargers to what a template wants, several at once.',
    load: async () => (await import('./commands/configApply.ts')).configApply,
  },
  'config template': {
    about: 'A template out of a charger.',
    load: async () => (await import('./commands/configTemplate.ts')).configTemplate,
  },
  'config undo': {
    about: 'Bring a charger back to how it was.',
    load: async () => (await import('./commands/configUndo.ts')).configUndo,
  },
  'config snapshots': {
    about: 'The kept configurations of a charger.',
    load: async () => (await import('./commands/configSnapshots.ts')).configSnapshots,
  },
  'config continue': {
    about: 'Go on with changes that broke off.',
    load: async () => (await import('./commands/configContinue.ts')).configContinue,
  },
  'config restart': {
    about: 'Restart a charger, so that changes hold.',
    load: async () => (await import('./commands/configRestart.ts')).configRestart,
  },
  'config backend': {
    about: 'Where a charger is pointed to.',
    load: async () => (await import('./commands/configBackend.ts')).configBackend,
  },
  'config packs': {
    about: 'The packs of makers’ keys, and what is wrong with files of yours.',
    load: async () => (await import('./commands/configPacks.ts')).configPacks,
  },
  'config monitors': {
    about: 'Monitors of a charger and its events (OCPP 2.0.1 and 2.1).',
    load: async () => (await import('./commands/configMonitors.ts')).configMonitors,
  },
  diagnostics: {
    about: 'Fetch the diagnostics or another log of a charger.',
    load: async () => (await import('./commands/diagnostics.ts')).diagnostics,
  },
  firmware: {
    about: 'Push firmware to chargers, and see what becomes of it.',
    load: async () => (await import('./commands/firmware.ts')).firmware,
  },
  'firmware-files list': {
    about: 'The firmware that Kerbside keeps for chargers.',
    load: async () => (await import('./commands/firmwareFilesList.ts')).firmwareFilesList,
  },
  'firmware-files add': {
    about: 'Put a file of firmware into the library.',
    load: async () => (await import('./commands/firmwareFilesAdd.ts')).firmwareFilesAdd,
  },
  'firmware-files remove': {
    about: 'Delete a file from the firmware library.',
    load: async () => (await import('./commands/firmwareFilesRemove.ts')).firmwareFilesRemove,
  },
  'firmware-files check': {
    about: 'Whether files of the library are still what was added.',
    load: async () => (await import('./commands/firmwareFilesCheck.ts')).firmwareFilesCheck,
  },
  'files list': {
    about: 'What a file of a charger is, and what is in an archive.',
    load: async () => (await import('./commands/filesList.ts')).filesList,
  },
  'files show': {
    about: 'The lines of a text, also inside of an archive.',
    load: async () => (await import('./commands/filesShow.ts')).filesShow,
  },
  'files search': {
    about: 'The lines of a text that hold something.',
    load: async () => (await import('./commands/filesSearch.ts')).filesSearch,
  },
  'files extract': {
    about: 'An archive, or a part of it, extracted safely into a folder.',
    load: async () => (await import('./commands/filesExtract.ts')).filesExtract,
  },
  'files frames': {
    about: 'The OCPP frames that a log or archive holds.',
    load: async () => (await import('./commands/filesFrames.ts')).filesFrames,
  },
  note: {
    about: 'Add a note of yours to the trace.',
    load: async () => (await import('./commands/note.ts')).note,
  },
  'sessions new': {
    about: 'Begin another visit: record into another session file.',
    load: async () => (await import('./commands/sessionsNew.ts')).sessionsNew,
  },
  'trace stats': {
    about: 'Counts over a session file.',
    load: async () => (await import('./commands/traceStats.ts')).traceStats,
  },
  'trace search': {
    about: 'The records of a session file that match a filter.',
    load: async () => (await import('./commands/traceSearch.ts')).traceSearch,
  },
  'trace export': {
    about: 'A session file in another format, redacted on demand.',
    load: async () => (await import('./commands/traceExport.ts')).traceExport,
  },
  'trace redact': {
    about: 'A copy of a session file without its secrets.',
    load: async () => (await import('./commands/traceRedact.ts')).traceRedact,
  },
  'trace merge': {
    about: 'Several session files as one.',
    load: async () => (await import('./commands/traceMerge.ts')).traceMerge,
  },
  'trace recover': {
    about: 'What can be read of a damaged session file.',
    load: async () => (await import('./commands/traceRecover.ts')).traceRecover,
  },
  'trace replay': {
    about: "A station's side of a recorded conversation, against any central system.",
    load: async () => (await import('./commands/traceReplay.ts')).traceReplay,
  },
  'trace import': {
    about: 'A session file out of a log, a capture or an exchange format.',
    load: async () => (await import('./commands/traceImport.ts')).traceImport,
  },
  'trace check': {
    about: 'What is wrong in a trace, by kind, and whether all calls are answered.',
    load: async () => (await import('./commands/traceCheck.ts')).traceCheck,
  },
  'serial list': {
    about: 'The serial ports of this computer.',
    load: async () => (await import('./commands/serialList.ts')).serialList,
  },
  'serial identify': {
    about: 'Who is at the other end of a service port.',
    load: async () => (await import('./commands/serialIdentify.ts')).serialIdentify,
  },
  'serial console': {
    about: 'Talk to a charger over its service port, by hand or by script.',
    load: async () => (await import('./commands/serialConsole.ts')).serialConsole,
  },
  'serial config': {
    about: 'Read or set a charger over its service port.',
    load: async () => (await import('./commands/serialConfig.ts')).serialConfig,
  },
  'serial diagnostics': {
    about: 'Pull a log over the service port.',
    load: async () => (await import('./commands/serialDiagnostics.ts')).serialDiagnostics,
  },
  'serial firmware': {
    about: 'Push firmware over the service port.',
    load: async () => (await import('./commands/serialFirmware.ts')).serialFirmware,
  },
  'serial stick': {
    about: 'Prepares a USB stick for a controller without a serial port, and reads it.',
    load: async () => (await import('./commands/serialStick.ts')).serialStick,
  },
  'serial profiles': {
    about: 'Devices on a cable that Kerbside knows, and your own.',
    load: async () => (await import('./commands/serialProfiles.ts')).serialProfiles,
  },
};

/** Splits a command line into the command's name, of one word or two, and the words behind it. */
export function splitName(words: readonly string[]): { name: string; rest: readonly string[] } {
  const [first = '', second = ''] = words;
  const isGroup = Object.keys(COMMANDS).some((name) => name.startsWith(`${first} `));
  if (!isGroup) return { name: first, rest: words.slice(1) };
  if (second === '' || second.startsWith('-')) return { name: first, rest: words.slice(1) };
  return { name: `${first} ${second}`, rest: words.slice(2) };
}

import { severityWord } from '../../shared/ocpp/monitorSeverity.ts';
import type { MonitorEnd, MonitorState } from '../../shared/station/monitor.ts';
import type { StationEvents } from '../../shared/station/stationEvent.ts';
import type { Arguments } from './args.ts';
import { clockTime } from './clockTime.ts';
import { EXIT } from './command.ts';
import { outcomeExit } from './outcomeExit.ts';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Prints monitors; exit 4 where some may be missing. */
export async function showMonitors(
  state: MonitorState,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  if (args.has('json')) await terminal.print(JSON.stringify(state));
  else {
    const rows = state.monitors.map(({ id, address, type, value, severity, isTransaction, made }) => [
      String(id),
      address,
      type,
      value === undefined ? undefined : String(value),
      severityText(severity),
      isTransaction ? 'transactions' : 'always',
      made,
    ]);
    const heads = ['ID', 'VARIABLE', 'TYPE', 'VALUE', 'SEVERITY', 'WORKS IN', 'MADE AS'];
    if (rows.length > 0) for (const line of table(heads, rows)) await terminal.print(line);
    terminal.note(state.sentence);
  }
  return state.isWhole || args.has('only') ? EXIT.done : EXIT.timedOut;
}

function severityText(severity: number | undefined): string | undefined {
  if (severity === undefined) return undefined;
  return [String(severity), severityWord(severity)].filter(Boolean).join(' ');
}

/** Prints what became of each wish, and answers with the exit code for the worst. */
export async function showEnds(
  ends: readonly MonitorEnd[],
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  if (args.has('json')) await terminal.print(JSON.stringify(ends));
  else for (const { sentence } of ends) await terminal.print(sentence);
  const bad = ends.find(({ isDone }) => !isDone);
  if (bad === undefined) return EXIT.done;
  // An answer that says Rejected is a refusal of this command's own wish.
  return bad.outcome === 'answered' ? EXIT.refused : outcomeExit(bad.outcome ?? 'disconnected');
}

/** Prints events, oldest first. */
export async function showEvents(
  { events, total, problem, fromSeq }: StationEvents,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  if (args.has('json')) {
    for (const event of events) await terminal.print(JSON.stringify(event));
  } else {
    const rows = events.map((event) => [
      String(event.no),
      clockTime(event.happenedAt ?? event.at),
      event.address,
      event.actualValue,
      event.isCleared ? `${event.trigger}, cleared` : event.trigger,
      event.isOpen ? 'open' : '',
      severityText(event.severity),
      [event.techCode, event.techInfo].filter(Boolean).join(' '),
    ]);
    const heads = ['NO', 'TIME', 'VARIABLE', 'VALUE', 'WHY', 'STATE', 'SEVERITY', 'TECHNICAL'];
    if (rows.length > 0) for (const line of table(heads, rows)) await terminal.print(line);
    const gone = total - events.length;
    if (gone > 0) terminal.note(`${gone} older events are in the trace only.`);
    if (fromSeq !== undefined) {
      terminal.note(
        `Records before ${fromSeq} were not looked through for events after Kerbside was started.`,
      );
    }
    if (total === 0) terminal.note('The charger has sent no event yet.');
  }
  if (problem !== undefined) terminal.note(`kerbside: ${problem}`);
  return EXIT.done;
}

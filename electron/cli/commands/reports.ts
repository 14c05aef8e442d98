import type { ContractClient } from '../../../shared/contract/client.ts';
import { LIMITS } from '../../../shared/contract/limits.ts';
import type { Json } from '../../../shared/json.ts';
import type { Report } from '../../../shared/station/report.ts';
import type { Arguments } from '../args.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { present } from '../stationJson.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

export const reports: Command = {
  positionals: ['[STATION]', '[REPORT]'],
  flags: {},
  about:
    'Lists the reports that a charger sent in parts (GetBaseReport, GetMonitoringReport and the like); with REPORT, ' +
    'a number of the list or `last`, prints its entries joined. Exit 4 where the report is not complete.',
  examples: ['reports', 'reports CP-0042 last --json'],
  async run(args, terminal) {
    return withCore(args, async (client) => {
      const station = args.optionalAt(0);
      const all = (await client.call('reports.list', {})).filter(
        ({ stationId }) => station === undefined || stationId === station,
      );
      const wanted = args.optionalAt(1);
      if (wanted === undefined) return list(all, args, terminal);
      return printEntries(client, choose(all, wanted, station ?? ''), args, terminal);
    });
  },
};

async function list(all: readonly Report[], args: Arguments, terminal: Terminal): Promise<number> {
  if (args.has('json')) {
    await terminal.print(JSON.stringify(all.map(reportJson)));
    return EXIT.done;
  }
  if (all.length === 0) {
    terminal.note('No charger has sent a report yet. `kerbside call STATION GetBaseReport …` asks for one.');
    return EXIT.done;
  }
  const rows = all.map((report) => [
    report.id.slice(report.id.lastIndexOf('/') + 1),
    report.stationId,
    clockTime(report.startedAt),
    report.askedBy ?? report.action,
    report.state,
    `${report.parts} parts, ${report.items} entries`,
    report.problem,
  ]);
  for (const line of table(['NO', 'STATION', 'SINCE', 'ASKED BY', 'STATE', 'CAME', 'PROBLEM'], rows)) {
    await terminal.print(line);
  }
  return EXIT.done;
}

function choose(all: readonly Report[], wanted: string, station: string): Report {
  const found =
    wanted === 'last' ? all.at(-1) : all.find(({ id }) => id.endsWith(`/${wanted}`) || id === wanted);
  if (found !== undefined) return found;
  const known = all.map(({ id }) => id.slice(id.lastIndexOf('/') + 1)).join(', ');
  throw new UsageError(
    known === ''
      ? `${station} has sent no report yet.`
      : `${station} has no report ${wanted}; there are ${known}, and \`last\`.`,
  );
}

async function printEntries(
  client: ContractClient,
  { id }: Report,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  const items: Json[] = [];
  let report: Report;
  do {
    const page = await client.call('report.read', { id, from: items.length, count: LIMITS.rowsPerRead });
    report = page.report;
    items.push(...page.items);
    if (page.items.length === 0) break;
  } while (items.length < report.items);
  if (report.problem !== undefined) terminal.note(`kerbside: ${report.problem}`);
  if (args.has('json')) await terminal.print(JSON.stringify({ ...reportJson(report), entries: items }));
  else for (const item of items) await terminal.print(JSON.stringify(item));
  return report.state === 'complete' ? EXIT.done : EXIT.timedOut;
}

function reportJson(report: Report): Record<string, Json> {
  const { id, stationId, action, requestId, askedBy, state, parts, items, missing, problem, proof } = report;
  const startedAt = new Date(report.startedAt).toISOString();
  const lastAt = new Date(report.lastAt).toISOString();
  const facts = { id, stationId, action, requestId, askedBy, state, parts, items, missing, problem, proof };
  return present({ ...facts, startedAt, lastAt });
}

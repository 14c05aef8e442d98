import type { Json } from '../../../../../shared/json.ts';
import { redactionSentence } from '../../../../../shared/trace/redaction/redactionChoice.ts';
import { stationSchema, type Station } from '../../../../../shared/station/station.ts';
import type { IssueGroup } from '../exportSurvey.ts';
import type { ExportContext } from '../traceWriter.ts';

/** What a document for people says before its records. */
export interface ExportHead {
  title: string;
  facts: ReadonlyArray<readonly [label: string, value: string]>;
  stations: readonly StationLine[];
  issues: readonly IssueGroup[];
  /** Sentences that a reader has to know: what was replaced. */
  remarks: readonly string[];
}

export interface StationLine {
  id: string;
  records: number;
  /** `OCPP 1.6, Example GmbH Wallbox 22, firmware 1.8.3` */
  about: string;
}

/** Stations and kinds of issues that are listed. */
const MOST_LISTED = 50;

export function exportHead(context: ExportContext): ExportHead {
  const { sessionName, madeAt, productVersion, survey, redaction, isWhole } = context;
  const facts: Array<readonly [string, string]> = [];
  if (survey !== undefined) {
    const { records, first, last, calls, unanswered, refusals, malformed, notes } = survey;
    facts.push(['Records', `${number(records)}${isWhole ? '' : ' (a selection)'}`]);
    if (first !== undefined && last !== undefined) facts.push(['Time', `${iso(first)} to ${iso(last)}`]);
    facts.push(['Calls', `${number(calls)}, ${number(unanswered)} without an answer`]);
    for (const [label, count] of [
      ['Refusals', refusals],
      ['Damaged', malformed],
      ['Notes', notes],
    ] as const) {
      if (count > 0) facts.push([label, number(count)]);
    }
  }
  facts.push(['Made', `${iso(madeAt)} by Kerbside ${productVersion}`.trimEnd()]);
  return {
    title: sessionName,
    facts,
    stations: stationLines(context),
    issues: survey?.issues.slice(0, MOST_LISTED) ?? [],
    remarks: redaction === undefined ? [] : [redactionSentence(redaction)],
  };
}

function stationLines({ survey, database, redactFact }: ExportContext): StationLine[] {
  const byId = new Map<string, Station>();
  for (const row of database.prepare('SELECT json FROM station LIMIT 1000').iterate()) {
    const station = stationOf(row['json'], redactFact);
    if (station !== undefined) byId.set(station.id, station);
  }
  return [...(survey?.stations ?? [])]
    .slice(0, MOST_LISTED)
    .map(([id, records]) => ({ id, records, about: aboutStation(byId.get(id)) }));
}

/** As far as it may leave; a station that another program wrote in another shape is not described. */
function stationOf(json: unknown, redactFact: ExportContext['redactFact']): Station | undefined {
  try {
    const fact = JSON.parse(String(json)) as Json;
    const { data } = stationSchema.safeParse(redactFact === undefined ? fact : redactFact(fact));
    return data;
  } catch {
    return undefined;
  }
}

function aboutStation(station: Station | undefined): string {
  if (station === undefined) return '';
  const { version, transport, vendor, model, firmwareVersion, serialNumber } = station;
  const parts = [
    version === undefined ? undefined : `OCPP ${version}${transport === 'soap' ? ' SOAP' : ''}`,
    [vendor, model].filter((part) => part !== undefined).join(' '),
    firmwareVersion === undefined ? undefined : `firmware ${firmwareVersion}`,
    serialNumber === undefined ? undefined : `serial number ${serialNumber}`,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

/** A file may hold times that are none. */
export function iso(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'unknown time' : date.toISOString();
}

/** `1,234,567`; without the tables of all languages, which take longer to load than everything else here. */
export function number(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

import { parseVariableAddress } from '../../../../shared/configuration/variableAddress.ts';
import { variableInMessage } from '../../../../shared/configuration/variableMessage.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { JsonObject } from '../../../../shared/json.ts';
import type { Monitor } from '../../../../shared/station/monitor.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Report } from '../../../../shared/station/report.ts';
import { objectOf, objectsOf } from '../../../../shared/payloadFields.ts';
import { awaitReport, type ReportSource } from '../awaitReport.ts';
import type { MonitorBook } from './monitorBook.ts';
import type { Ask, ReadOptions } from './monitorRequest.ts';
import { statusSentence, unansweredSentence } from './monitorSentences.ts';
import { readReported } from './readMonitor.ts';

/** Without a part for so long, a report is taken as it is. */
const PART_TIMEOUT_MS = 30_000;
/** `requestId` is an integer of 32 bits. */
const REQUEST_IDS = 2 ** 31;

interface Reading {
  stationId: string;
  ask: Ask;
  book: MonitorBook;
  reports: ReportSource;
}

/** Asks for a report of the monitors and puts what came of it into the book (OCPP 2.0.1 part 2 N02). */
export async function readMonitors(reading: Reading, options: ReadOptions): Promise<void> {
  const { stationId, ask, book, reports } = reading;
  const { criteria, addresses, timeoutMs = PART_TIMEOUT_MS, signal } = options;
  const requestId = Math.floor(Math.random() * REQUEST_IDS);
  const isOfEverything = criteria === undefined && addresses === undefined;
  const payload: JsonObject = { requestId };
  if (criteria !== undefined) payload['monitoringCriteria'] = [...criteria];
  if (addresses !== undefined) payload['componentVariable'] = addresses.map(componentVariable);
  const outcome = await ask('GetMonitoringReport', payload);
  const proof = [outcome.requestSeq, outcome.responseSeq].filter((seq) => seq !== undefined);
  const status = objectOf(outcome.payload)['status'];
  if (outcome.outcome === 'answered' && status === 'EmptyResultSet') {
    const sentence = isOfEverything ? 'The station has no monitors.' : 'It has none of those asked for.';
    book.read(
      stationId,
      [],
      { readAt: Date.now(), ...isWholeOf(isOfEverything, book, stationId), sentence, proof },
      isOfEverything,
    );
    return;
  }
  if (outcome.outcome !== 'answered' || status !== 'Accepted') {
    const before = book.state(stationId);
    book.read(stationId, [], { isWhole: before.isWhole, sentence: notRead(outcome), proof }, false);
    return;
  }
  const report = await awaitReport(reports, {
    stationId,
    action: 'NotifyMonitoringReport',
    requestId,
    partTimeoutMs: timeoutMs,
    signal,
  });
  const monitors = report === undefined ? [] : monitorsOf(report, reports);
  const isComplete = report?.state === 'complete';
  const facts = {
    readAt: Date.now(),
    ...(isComplete ? isWholeOf(isOfEverything, book, stationId) : { isWhole: false }),
    sentence: reportSentence(report, monitors.length, isOfEverything, timeoutMs),
    proof: [...proof, ...(report?.proof ?? [])],
  };
  book.read(stationId, monitors, facts, isOfEverything && isComplete);
}

/** A report of some says nothing about the others. */
function isWholeOf(isOfEverything: boolean, book: MonitorBook, stationId: string): { isWhole: boolean } {
  return { isWhole: isOfEverything || book.state(stationId).isWhole };
}

function monitorsOf({ id, items }: Report, reports: ReportSource): Monitor[] {
  return objectsOf(reports.read(id, 0, items).items).flatMap(readReported);
}

function notRead(outcome: Outcome): string {
  if (outcome.outcome !== 'answered') {
    return unansweredSentence(outcome, 'The monitors are not known.');
  }
  const answer = objectOf(outcome.payload);
  if (answer['status'] === 'NotSupported') {
    return 'The station does not report monitors this way (NotSupported): try again with fewer or without criteria.';
  }
  return statusSentence('', answer).replace('; nothing has changed', '');
}

function reportSentence(
  report: Report | undefined,
  count: number,
  isOfEverything: boolean,
  timeoutMs: number,
): string {
  const many = count === 1 ? '1 monitor' : `${count} monitors`;
  if (report?.state === 'complete') {
    const which = isOfEverything ? many : `${many} of those asked for`;
    return [`The station reported ${which}.`, report.problem].filter(Boolean).join(' ');
  }
  const why = report?.problem ?? `No more of the report came within ${timeoutMs / 1000} s.`;
  return `${why} What came holds ${many}; others may be missing.`;
}

/** A variable, or a component where the variable is `*`. */
function componentVariable(text: string): JsonObject {
  const address = parseVariableAddress(text) ?? parseVariableAddress(`${text}.*`);
  if (address === undefined) {
    throw new ContractError('invalid-params', `${text} names neither a component nor a variable.`, {
      hint: 'Write Component or Component.Variable, such as Connector@1:1.Temperature.',
    });
  }
  const { component, variable } = variableInMessage(address);
  return address.variable === '*' ? { component } : { component, variable };
}

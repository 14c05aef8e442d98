import { isSettled, type DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import { spanWords } from '../../central/watch/timeWords.ts';
import type { FetchTimes } from './fetchEvent.ts';
import { amountText, hasSaid, nextTry, stepsAt, withStep } from './steps.ts';

/** Something that is to be said when nothing happens until then. */
interface Deadline {
  dueAt: number;
  tell: (fetch: DiagnosticsFetch, at: number) => DiagnosticsFetch;
}

/** What time alone says: that something did not happen. */
export function onTime(fetch: DiagnosticsFetch, at: number, times: FetchTimes): DiagnosticsFetch {
  const due = deadlines(fetch, times).find(({ dueAt }) => dueAt <= at);
  return due === undefined ? fetch : due.tell(fetch, at);
}

/** When to look again (epoch ms); nothing where time changes nothing any more. */
export function nextLookAt(fetch: DiagnosticsFetch, times: FetchTimes): number | undefined {
  const all = deadlines(fetch, times).map(({ dueAt }) => dueAt);
  return all.length === 0 ? undefined : Math.min(...all);
}

function deadlines(fetch: DiagnosticsFetch, times: FetchTimes): Deadline[] {
  const { file, status, answeredAt, state } = fetch;
  if (file !== undefined) return unconfirmed(fetch, times);
  if (isSettled(fetch) || state === 'asking') return [];
  const found: Deadline[] = [];
  if (state === 'waiting' && status?.status.toLowerCase() === 'uploaded') {
    found.push({ dueAt: status.at + times.uploadedMs, tell: uploadedNothing });
  }
  if (answeredAt !== undefined && fetch.connectedAt === undefined) {
    if (fetch.fileName === undefined && status === undefined) {
      found.push({ dueAt: answeredAt + times.namelessMs, tell: nothingCame });
    } else if (!hasSaid(fetch, 'not-connected-yet')) {
      found.push({ dueAt: answeredAt + times.connectMs, tell: notConnectedYet });
    }
  }
  if (state === 'waiting') found.push({ dueAt: fetch.movedAt + times.giveUpMs, tell: gaveUp });
  return found;
}

function unconfirmed(fetch: DiagnosticsFetch, times: FetchTimes): Deadline[] {
  const { file, status } = fetch;
  const isClosed = status !== undefined && /^upload(?:ed|fail)/i.test(status.status);
  if (file === undefined || isClosed || hasSaid(fetch, 'no-status')) return [];
  const tell = (one: DiagnosticsFetch, at: number): DiagnosticsFetch => {
    const span = spanWords(times.statusMs);
    const sentence = `The file arrived, but no status of it has come since ${span}.`;
    const last = one.status === undefined ? '' : ` Its last word was ${one.status.status}.`;
    return withStep(
      one,
      stepsAt(at, one.requestSeq)(
        'no-status',
        'warning',
        `${sentence}${last}`,
        'The file is whole; a central system may still take the upload for unfinished.',
      ),
    );
  };
  return [{ dueAt: file.receivedAt + times.statusMs, tell }];
}

function uploadedNothing(fetch: DiagnosticsFetch, at: number): DiagnosticsFetch {
  const sentence =
    fetch.bytes > 0
      ? `Says Uploaded, but only ${amountText(fetch)} arrived.`
      : fetch.connectedAt === undefined
        ? 'Says Uploaded, but nothing arrived: it has never connected here.'
        : `Says Uploaded, but nothing arrived: it has connected${fetch.upload === undefined ? '' : ', begun to send'} and ended there.`;
  const remedy = `It may upload to an address of its own; look into its settings. ${nextTry(fetch)}`.trim();
  return withStep(
    fetch,
    stepsAt(at, fetch.requestSeq)('uploaded-nothing-arrived', 'problem', sentence, remedy),
    {
      state: 'failed',
    },
  );
}

/** The step that says so is there already. */
function nothingCame(fetch: DiagnosticsFetch, at: number): DiagnosticsFetch {
  return { ...fetch, state: 'nothing', endedAt: at };
}

function notConnectedYet(fetch: DiagnosticsFetch, at: number): DiagnosticsFetch {
  const since = spanWords(at - (fetch.answeredAt ?? at));
  const sentence = `Accepted, but has not connected since ${since}.`;
  const remedy = `It may still put the file together. Or it cannot reach ${fetch.location}: look at firewalls and at the network it is in. ${nextTry(fetch)}`;
  return withStep(
    fetch,
    stepsAt(at, fetch.requestSeq)('not-connected-yet', 'warning', sentence, remedy.trim()),
    {
      // Nothing was heard, so the time without a word goes on.
      movedAt: fetch.movedAt,
    },
  );
}

function gaveUp(fetch: DiagnosticsFetch, at: number): DiagnosticsFetch {
  const span = spanWords(at - fetch.movedAt);
  const sentence =
    fetch.connectedAt === undefined
      ? `Has never connected; nothing was heard for ${span}.`
      : `Did not go on after ${amountText(fetch)}; nothing was heard for ${span}.`;
  return withStep(fetch, stepsAt(at, fetch.requestSeq)('gave-up', 'problem', sentence, nextTry(fetch)), {
    state: 'failed',
  });
}

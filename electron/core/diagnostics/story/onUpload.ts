import { assertNever } from '../../../../shared/assertNever.ts';
import type { DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import { spanWords } from '../../central/watch/timeWords.ts';
import type { UploadNews } from './fetchEvent.ts';
import { amountText, nextTry, stepsAt, withStep, type MakeStep } from './steps.ts';

/** What the wire says. */
export function onUpload(fetch: DiagnosticsFetch, news: UploadNews): DiagnosticsFetch {
  const { at } = news;
  const step = stepsAt(at, fetch.requestSeq);
  switch (news.type) {
    case 'connected':
      return connected(fetch, news, step);
    case 'turned-away':
      return onTurnedAway(fetch, news, step);
    case 'upload-started':
      return onStarted(connected(fetch, news, step), news, step);
    case 'progress':
      return moved(fetch, at, news.bytes, news.announcedBytes);
    case 'stalled': {
      const stalled = moved(fetch, at, news.bytes, undefined);
      const sentence = `Stalled at ${amountText(stalled)}: nothing moved for ${spanWords(news.silentMs)}.`;
      return withStep(stalled, step('stalled', 'warning', sentence, 'Look at the charger’s network.'));
    }
    case 'broke':
      return onBroke(fetch, news, step);
    case 'received':
      return onReceived(fetch, news, step);
    default:
      return assertNever(news);
  }
}

type News<T extends UploadNews['type']> = Extract<UploadNews, { type: T }>;

/** Said once of each client, before anything that it does. */
function connected(
  fetch: DiagnosticsFetch,
  { at, caller: { protocol, remoteAddress, client } }: News<'connected' | 'upload-started'>,
  step: MakeStep,
): DiagnosticsFetch {
  const who = client === undefined ? '' : ` (${client.slice(0, 80)})`;
  const sentence = `Connected from ${remoteAddress} by ${nameOf(protocol)}${who}.`;
  if (fetch.steps.some((one) => one.sentence === sentence)) return fetch;
  return withStep(fetch, step('connected', 'good', sentence), { connectedAt: fetch.connectedAt ?? at });
}

function onStarted(fetch: DiagnosticsFetch, news: News<'upload-started'>, step: MakeStep): DiagnosticsFetch {
  const { at, sentName, announcedBytes, fromBytes } = news;
  const { announcedBytes: _size, bytesPerS: _speed, ...rest } = fetch;
  const size = announcedBytes === undefined ? '' : `, ${sizeText(announcedBytes)}`;
  const begun = fromBytes === 0 ? 'Began to send' : `Goes on at ${sizeText(fromBytes)} of`;
  const name = sentName === '' ? 'a file without a name' : sentName;
  return withStep(rest, step('upload-started', 'info', `${begun} ${name}${size}.`), {
    state: 'uploading',
    upload: { at, fromBytes },
    bytes: fromBytes,
    ...(announcedBytes === undefined ? {} : { announcedBytes }),
  });
}

function onTurnedAway(fetch: DiagnosticsFetch, news: News<'turned-away'>, step: MakeStep): DiagnosticsFetch {
  const { code, sentence, remedy, isEnd } = news;
  if (code === 'wrong-passwords') {
    const words = 'Upload refused: 5 wrong passwords. The address is not good any more.';
    return withStep(fetch, step(code, 'problem', words, joined(remedy, nextTry(fetch))), {
      state: 'failed',
      isOpen: false,
    });
  }
  const isLate = code === 'upload-twice' && fetch.file !== undefined;
  return withStep(
    fetch,
    step(code, isEnd ? 'problem' : isLate ? 'info' : 'warning', `${TURNED_AWAY}${sentence}`, remedy),
    isEnd ? { state: 'failed', isOpen: false } : {},
  );
}

/** Begins the sentence of a refusal. */
export const TURNED_AWAY = 'Upload refused: ';

/** What came to an end, and is no good. */
const NO_BREAK: ReadonlySet<string> = new Set(['upload-damaged', 'ftps-cut']);

function onBroke(fetch: DiagnosticsFetch, news: News<'broke'>, step: MakeStep): DiagnosticsFetch {
  const broken = { ...fetch, bytes: news.bytes };
  if (news.code === 'upload-taken-over') return broken;
  const isCut = news.code === 'upload-cut' || news.code === 'upload-short';
  const broke = `The connection broke at ${amountText(broken)}.`;
  const sentence = NO_BREAK.has(news.code) ? news.sentence : isCut ? broke : `${broke} ${news.sentence}`;
  return withStep(broken, step('broke', 'warning', sentence, news.remedy), { state: 'waiting' });
}

function onReceived(fetch: DiagnosticsFetch, news: News<'received'>, step: MakeStep): DiagnosticsFetch {
  const { at, file, remarks } = news;
  const { sizeBytes, sha256, name } = file;
  const tookMs = Math.max(1, at - (fetch.upload?.at ?? at));
  const done: DiagnosticsFetch = {
    ...fetch,
    bytes: sizeBytes,
    bytesPerS: Math.round(((sizeBytes - (fetch.upload?.fromBytes ?? 0)) * 1000) / tookMs),
    file: { ...file, receivedAt: at },
    isOpen: false,
  };
  const remarked = remarks
    .filter(({ code }) => code !== 'upload-empty')
    .reduce((so, remark) => withStep(so, step(remark.code, 'warning', remark.sentence)), done);
  if (sizeBytes === 0) {
    return withStep(
      remarked,
      step(
        'file-empty',
        'problem',
        `The file ${name} is empty: not one byte of it came.`,
        joined('Ask again with another time range, or none.', nextTry(fetch)),
      ),
      { state: 'failed' },
    );
  }
  // Where it lies is a field of the fetch: a record of the trace may go to others.
  const words = `Received ${name}: ${sizeText(sizeBytes)} in ${spanWords(tookMs)}, SHA-256 ${sha256}.`;
  return withStep(remarked, step('received', 'good', words), { state: 'received' });
}

function moved(
  fetch: DiagnosticsFetch,
  at: number,
  bytes: number,
  announcedBytes: number | undefined,
): DiagnosticsFetch {
  const { upload } = fetch;
  const tookMs = at - (upload?.at ?? at);
  const speed = tookMs > 0 ? Math.round(((bytes - (upload?.fromBytes ?? 0)) * 1000) / tookMs) : undefined;
  return {
    ...fetch,
    movedAt: at,
    bytes,
    ...(announcedBytes === undefined ? {} : { announcedBytes }),
    ...(speed === undefined ? {} : { bytesPerS: Math.max(0, speed) }),
  };
}

function joined(...parts: ReadonlyArray<string | undefined>): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

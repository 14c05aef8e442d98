import { assertNever } from '../../../../shared/assertNever.ts';
import {
  isUpdateSettled,
  type FirmwareConnection,
  type FirmwareUpdate,
} from '../../../../shared/files/firmwareUpdate.ts';
import { nameOf } from '../../../../shared/files/protocolChoice.ts';
import { sizeText } from '../../../../shared/files/sizeText.ts';
import { spanWords } from '../../central/watch/timeWords.ts';
import { stepsAt, type MakeStep } from '../../diagnostics/story/steps.ts';
import { hasFileByWord } from './hasFile.ts';
import { goesOnBehindEnd, moved } from './moved.ts';
import { amountText, failedWith, hasOpenConnection, nextTry, sentences, withStep } from './steps.ts';
import type { DownloadNews } from './updateEvent.ts';

type News<T extends DownloadNews['type']> = Extract<DownloadNews, { type: T }>;

/** Some chargers fetch a file in thousands of pieces, each on a connection of its own: the latest are listed. */
const MOST_CONNECTIONS = 50;
/** Begins the sentence of everything that a station was refused on the wire. */
export const TURNED_AWAY = 'Turned away: ';

/** What the wire says. */
export function onDownload(update: FirmwareUpdate, news: DownloadNews): FirmwareUpdate {
  const step = stepsAt(news.at, update.requestSeq);
  switch (news.type) {
    case 'connected':
      return connected(update, news, step);
    case 'turned-away':
      return onTurnedAway(update, news, step);
    case 'range':
      return onRange(connected(update, news, step), news, step);
    case 'progress':
      return moved(update, news);
    case 'stalled': {
      const sentence = `Stalled at ${amountText(update)}: nothing moved for ${spanWords(news.silentMs)}.`;
      return withStep(update, step('stalled', 'warning', sentence, 'Look at the charger’s network.'));
    }
    case 'broke':
      return onBroke(update, news, step);
    case 'sent':
      return onSent(update, news, step);
    case 'complete':
      return onComplete(update, news, step);
    case 'closed':
      return { ...update, isOpen: false };
    default:
      return assertNever(news);
  }
}

/** Said once of each client, before anything that it does. */
function connected(
  update: FirmwareUpdate,
  { at, caller: { protocol, remoteAddress, client } }: News<'connected' | 'range'>,
  step: MakeStep,
): FirmwareUpdate {
  const who = client === undefined ? '' : ` (${client.slice(0, 80)})`;
  const sentence = `Connected from ${remoteAddress} by ${nameOf(protocol)}${who}.`;
  if (update.steps.some((one) => one.sentence === sentence)) return update;
  return withStep(update, step('connected', 'good', sentence), { connectedAt: update.connectedAt ?? at });
}

function onRange(update: FirmwareUpdate, news: News<'range'>, step: MakeStep): FirmwareUpdate {
  const { at, connection: number, caller, from, to } = news;
  const { protocol, remoteAddress: address, client } = caller;
  const begun: FirmwareConnection = {
    number,
    protocol,
    address,
    ...(client === undefined ? {} : { client: client.slice(0, 200) }),
    fromByte: from,
    toByte: to,
    sentBytes: 0,
    at,
  };
  const next: FirmwareUpdate = {
    ...update,
    movedAt: at,
    connectionCount: update.connectionCount + 1,
    connections: [...update.connections, begun].slice(-MOST_CONNECTIONS),
  };
  const isSettled =
    update.state === 'verified' || update.state === 'cancelled' || update.state === 'published';
  const going: { state?: 'downloading' } = isSettled ? {} : { state: 'downloading' };
  const size = sizeText(update.file.sizeBytes);
  if (update.connectionCount === 0) {
    const part = from === 0 ? '' : `, from byte ${from} on`;
    return withStep(
      next,
      step('download-started', 'info', `Began to fetch the file of ${size}${part}.`),
      going,
    );
  }
  const isUnsaid = update.completeAt !== undefined && !hasFileByWord(update);
  if (from > 0 && isUnsaid && going.state !== undefined) return resumed(next, from, step);
  const wasBroken = update.connections.at(-1)?.end === 'broken';
  if (from > 0 && wasBroken) {
    return withStep(
      next,
      step('download-resumed', 'info', `Goes on at ${sizeText(from)} of ${size}.`),
      going,
    );
  }
  if (from === 0 && !hasOpenConnection(update) && update.state !== 'downloading') {
    return withStep(
      next,
      step('download-again', 'info', 'Fetches the file from its beginning again.'),
      going,
    );
  }
  return { ...next, ...going };
}

function onSent(update: FirmwareUpdate, news: News<'sent'>, step: MakeStep): FirmwareUpdate {
  const { at, connection } = news;
  const sent = rested(moved(update, news), connection, { end: 'whole', endedAt: at });
  const isLast = sent.coveredBytes === sent.file.sizeBytes;
  return isLast && goesOnBehindEnd(sent) ? onComplete(sent, { type: 'complete', at }, step) : sent;
}

/**
 * Bytes count as sent when the network has them. A station that goes on in the middle says by it how many it really got, so
 * that the file was not complete after all.
 */
function resumed(update: FirmwareUpdate, from: number, step: MakeStep): FirmwareUpdate {
  const { completeAt: _complete, bootedAt: _booted, ...rest } = update;
  const size = sizeText(update.file.sizeBytes);
  const words = `Goes on at ${sizeText(from)} of ${size}: what had left before had not all arrived.`;
  const going = { ...rest, coveredBytes: from };
  return withStep(going, step('download-resumed', 'info', words), { state: 'downloading' });
}

function onBroke(update: FirmwareUpdate, news: News<'broke'>, step: MakeStep): FirmwareUpdate {
  const { at, connection, code, sentence, remedy } = news;
  const broken = rested(moved(update, news), connection, { end: 'broken', endedAt: at, sentence });
  // Whoever has the whole file may hang up as it likes.
  if (broken.completeAt !== undefined) return broken;
  const words = `The connection broke at ${amountText(broken)}.`;
  const isCut = code === 'download-cut';
  const isWaiting = update.state === 'downloading' && !hasOpenConnection(broken);
  return withStep(
    broken,
    step('broke', 'warning', isCut ? words : `${words} ${sentence}`, remedy),
    isWaiting ? { state: 'waiting' } : {},
  );
}

function onComplete(update: FirmwareUpdate, { at }: News<'complete'>, step: MakeStep): FirmwareUpdate {
  const { file, completeAt, connections, connectionCount } = update;
  if (completeAt !== undefined) {
    return withStep(update, step('complete-again', 'info', 'The whole file has left once more.'));
  }
  const firstAt = connections[0]?.at ?? at;
  const ways = connectionCount <= 1 ? '' : ` on ${connectionCount} connections`;
  const words = `The whole file has left: ${sizeText(file.sizeBytes)} in ${spanWords(at - firstAt)}${ways}.`;
  const isBefore = update.state === 'downloading' || update.state === 'waiting';
  return withStep(update, step('complete', 'good', words), {
    completeAt: at,
    coveredBytes: file.sizeBytes,
    ...(isBefore ? { state: 'downloaded' as const } : {}),
  });
}

function onTurnedAway(update: FirmwareUpdate, news: News<'turned-away'>, step: MakeStep): FirmwareUpdate {
  const { code, sentence, remedy, isEnd } = news;
  if (!isEnd) return withStep(update, step(code, 'warning', `${TURNED_AWAY}${sentence}`, remedy));
  const made = step(code, 'problem', `${TURNED_AWAY}${sentence}`, sentences(remedy, nextTry(update)));
  const isOver = isUpdateSettled(update) || update.completeAt !== undefined;
  return isOver
    ? withStep(update, made, { isOpen: false })
    : failedWith(update, 'download', made, { isOpen: false });
}

/** Nobody can fetch the file any more: what does not have it will never have it. */
export function onAddressOver(update: FirmwareUpdate, at: number): FirmwareUpdate {
  const step = stepsAt(at, update.requestSeq);
  const closed = { ...update, isOpen: false };
  const isBefore = ['asking', 'waiting', 'downloading'].includes(update.state);
  if (!isBefore || update.completeAt !== undefined) return closed;
  const sentence = `The address is not good any more, and ${update.connectionCount === 0 ? 'the file was never fetched' : `only ${amountText(update)} were fetched`}.`;
  return failedWith(closed, 'download', step('address-ended', 'problem', sentence, 'Push it again.'));
}

function rested(
  update: FirmwareUpdate,
  number: number,
  end: Pick<FirmwareConnection, 'end' | 'endedAt' | 'sentence'>,
): FirmwareUpdate {
  const connections = update.connections.map((one) => (one.number === number ? { ...one, ...end } : one));
  const next = { ...update, connections };
  if (hasOpenConnection(next)) return next;
  const { secondsLeft: _left, bytesPerS: _speed, ...rest } = next;
  return rest;
}

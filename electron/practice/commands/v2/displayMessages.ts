import type { JsonObject } from '../../../../shared/json.ts';
import { command, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { integer, object, optionalIntegers, optionalText, text } from '../../payload.ts';
import { inParts } from '../../station/inParts.ts';
import { perStation } from '../../station/perStation.ts';

const messagesOf = perStation(() => new Map<number, JsonObject>());

const MESSAGES_PER_PART = 2;

const FORMATS = new Set(['ASCII', 'UTF8']);
const MOST_MESSAGES = 10;

/** What the station shows to drivers (OCPP 2.0.1 O01 to O06). */
export const displayMessageCommands: readonly Behaviour[] = [
  command('SetDisplayMessage', (payload, station) => {
    const message = object(payload, 'message');
    const id = integer(message, 'id');
    const transactionId = optionalText(message, 'transactionId');
    const isRunning = station.connectors.some(({ transaction }) => transaction?.id === transactionId);
    if (!FORMATS.has(text(object(message, 'message'), 'format'))) return status('NotSupportedMessageFormat');
    if (transactionId !== undefined && !isRunning) return status('UnknownTransaction');
    const messages = messagesOf(station);
    if (!messages.has(id) && messages.size >= MOST_MESSAGES) return status('Rejected');
    messages.set(id, message);
    station.settings.deviceModel.set('DisplayMessageCtrlr.DisplayMessages', String(messages.size));
    return status('Accepted');
  }),

  command('GetDisplayMessages', (payload, station) => {
    const requestId = integer(payload, 'requestId');
    const ids = optionalIntegers(payload, 'id');
    const priority = optionalText(payload, 'priority');
    const state = optionalText(payload, 'state');
    const found = [...messagesOf(station).entries()]
      .filter(
        ([id, message]) =>
          (ids?.includes(id) ?? true) &&
          (priority === undefined || message['priority'] === priority) &&
          (state === undefined || message['state'] === state),
      )
      .map(([, message]) => message);
    if (found.length === 0) return status('Unknown');
    // These parts have no seqNo: only their order tells which comes first.
    const parts = inParts(found, MESSAGES_PER_PART, (messageInfo, _seqNo, tbc) => ({
      requestId,
      tbc,
      messageInfo,
    }));
    return status('Accepted', () => station.report('NotifyDisplayMessages', parts));
  }),

  command('ClearDisplayMessage', (payload, station) => {
    const messages = messagesOf(station);
    const isCleared = messages.delete(integer(payload, 'id'));
    station.settings.deviceModel.set('DisplayMessageCtrlr.DisplayMessages', String(messages.size));
    return status(isCleared ? 'Accepted' : 'Unknown');
  }),
];

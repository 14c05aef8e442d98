import { command, result, status } from '../behaviours/command.ts';
import { optionalText, text } from '../payload.ts';

const OWN_VENDOR = 'Kerbside';

/** OCPP 1.6 §4.3, 2.0.1 P01. */
export const dataTransfer = command('DataTransfer', (payload, station) => {
  if (text(payload, 'vendorId') !== OWN_VENDOR) return status('UnknownVendorId');
  const messageId = optionalText(payload, 'messageId');
  switch (messageId) {
    case undefined:
    case 'Echo':
      return payload['data'] === undefined
        ? status('Accepted')
        : result({ status: 'Accepted', data: payload['data'] });
    case 'Uptime':
      return result({ status: 'Accepted', data: String(Math.round(process.uptime() * station.clock.speed)) });
    default:
      return status('UnknownMessageId');
  }
});

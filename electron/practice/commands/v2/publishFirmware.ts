import { command, result, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { integer, text } from '../../payload.ts';
import { readRetries } from '../getLog.ts';

/** Firmware is published by local controllers, for the stations behind them (OCPP 2.0.1 L03 and L04). */
export const publishFirmwareCommands: readonly Behaviour[] = [
  command('PublishFirmware', (payload, { files }) => {
    const job = {
      statusAction: 'PublishFirmwareStatusNotification',
      requestId: integer(payload, 'requestId'),
      location: text(payload, 'location'),
      checksum: text(payload, 'checksum'),
      ...readRetries(payload),
    } as const;
    if (files.habits.publishes !== true)
      return statusBecause('Rejected', 'NotEnabled', 'this station is no local controller');
    return status('Accepted', () => files.publish(job));
  }),
  command('UnpublishFirmware', (payload, { files }) => {
    const checksum = text(payload, 'checksum');
    if (files.isRunning('publish')) return result({ status: 'DownloadOngoing' });
    return result({ status: files.unpublish(checksum) ? 'Unpublished' : 'NoFirmware' });
  }),
];

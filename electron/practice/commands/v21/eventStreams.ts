import { command, result, statusBecause, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { integer, object } from '../../payload.ts';
import { eventStreamsOf } from '../../station/monitoring/eventStreams.ts';
import { readStreamParams } from '../v2/monitoring.ts';

/** OCPP 2.1 N12, N13. */
export const eventStreamCommands: readonly Behaviour[] = [
  command('AdjustPeriodicEventStream', (payload, station) => {
    const id = integer(payload, 'id');
    const isKnown = eventStreamsOf(station).adjust(id, readStreamParams(object(payload, 'params')));
    return isKnown
      ? status('Accepted')
      : statusBecause('Rejected', 'UnknownStream', `no stream ${id} is open`);
  }),

  command('GetPeriodicEventStream', (_payload, station) => {
    const constantStreamData = eventStreamsOf(station).list();
    return result(constantStreamData.length === 0 ? {} : { constantStreamData });
  }),

  {
    name: 'streams opened again after a restart',
    onAccepted: (station) => eventStreamsOf(station).reopen(),
  },
];

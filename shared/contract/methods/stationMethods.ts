import { z } from 'zod';
import { attemptSchema } from '../../station/attempt.ts';
import { findingSchema } from '../../station/finding.ts';
import { stationSchema } from '../../station/station.ts';
import { none, stationId } from './params.ts';

/** The stations that were seen, and who tried to be one. */
export const STATION_METHODS = {
  'stations.list': { params: none, result: z.array(stationSchema) },
  /** Closes the station's connection; it may come back by itself. */
  'station.disconnect': { params: z.object({ stationId }), result: none },

  'attempts.list': { params: none, result: z.array(attemptSchema) },

  /** What is wrong with the stations, proven by records. */
  'findings.list': { params: none, result: z.array(findingSchema) },
} as const;

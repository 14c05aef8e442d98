import { z } from 'zod';
import { leftPointingSchema } from '../configuration/backend/backend.ts';
import { changeRunSchema } from '../configuration/change.ts';
import { configurationStateSchema } from '../configuration/configurationState.ts';
import { snapshotSchema } from '../configuration/snapshot.ts';
import { contentSearchSchema } from '../files/contents/contentLine.ts';
import { contentStateSchema } from '../files/contents/contentState.ts';
import { diagnosticsFetchSchema } from '../files/diagnosticsFetch.ts';
import { firmwareUpdateSchema } from '../files/firmwareUpdate.ts';
import { firmwareLibraryStateSchema } from '../files/firmwareFile.ts';
import { packStateSchema } from '../ocpp/configuration/makerPacks/packState.ts';
import { practiceStateSchema } from '../practice/practiceCharger.ts';
import { listeningSchema } from '../session/listening.ts';
import { consoleBatchSchema } from '../service-port/consoleBatch.ts';
import { itemReadingSchema } from '../service-port/driverItem.ts';
import { portListSchema } from '../service-port/portInfo.ts';
import { portProfilesSchema } from '../service-port/portProfileInfo.ts';
import { portRunSchema } from '../service-port/portRun.ts';
import { portStateSchema } from '../service-port/portState.ts';
import { rateDetectionSchema } from '../service-port/rateDetection.ts';
import { openTraceSchema } from '../session/openTrace.ts';
import { sessionListSchema } from '../session/sessionEntry.ts';
import { sessionSchema } from '../session/session.ts';
import { attemptSchema } from '../station/attempt.ts';
import { eventStreamSchema } from '../station/eventStream.ts';
import { findingSchema } from '../station/finding.ts';
import { monitorStateSchema } from '../station/monitor.ts';
import { reportSchema } from '../station/report.ts';
import { importJobSchema } from '../trace/import/importJob.ts';
import { policyStateSchema } from '../station/policyState.ts';
import { quirkStateSchema } from '../station/quirkState.ts';
import { stationSchema } from '../station/station.ts';
import { stationEventsSchema } from '../station/stationEvent.ts';
import { timelineChangeSchema, timelineSchema } from '../trace/timeline/timeline.ts';
import { viewGrowthSchema } from '../trace/viewGrowth.ts';
import { none, stationId, traceId } from './methods/params.ts';

const onStation = z.object({ stationId });
const onPort = z.object({ path: z.string().min(1).max(1000) });

/**
 * Every topic that can be subscribed to: name -> params, snapshot, change. A subscription answers with the snapshot
 * and its sequence number in one message; each change carries the next number. A topic without a natural delta sends
 * its new state as the change.
 */
export const EVENTS = {
  listening: { params: none, snapshot: listeningSchema, change: listeningSchema },
  session: { params: none, snapshot: sessionSchema, change: sessionSchema },
  /** The session files that are open for reading beside the running session. */
  traces: { params: none, snapshot: z.array(openTraceSchema), change: z.array(openTraceSchema) },
  /** Session files of this machine. */
  sessions: { params: none, snapshot: sessionListSchema, change: sessionListSchema },
  /** Newest attempts first in the snapshot; a change is one new or grown attempt. */
  attempts: { params: none, snapshot: z.array(attemptSchema), change: attemptSchema },
  /** A change is one station, new or changed. */
  stations: { params: none, snapshot: z.array(stationSchema), change: stationSchema },
  /** A change is one finding, new or seen again. */
  findings: { params: none, snapshot: z.array(findingSchema), change: findingSchema },
  /** A change is one report or stream, new or grown. */
  reports: { params: none, snapshot: z.array(reportSchema), change: reportSchema },
  streams: { params: none, snapshot: z.array(eventStreamSchema), change: eventStreamSchema },
  /** The events of one station (NotifyEvent); a change holds what came or looks different since (`mergedEvents`). */
  events: { params: onStation, snapshot: stationEventsSchema, change: stationEventsSchema },
  /** What is known of the monitors of one station. */
  monitors: { params: onStation, snapshot: monitorStateSchema, change: monitorStateSchema },
  /** Only what was set or told so far. A change is the policy of one station, or that of all. */
  policies: { params: none, snapshot: z.array(policyStateSchema), change: policyStateSchema },
  /** Stations that are treated otherwise than usual, or could be; a change is one of them. */
  quirks: { params: none, snapshot: z.array(quirkStateSchema), change: quirkStateSchema },
  /** What is known of the configurations of stations; a change is that of one. */
  configurations: {
    params: none,
    snapshot: z.array(configurationStateSchema),
    change: configurationStateSchema,
  },
  /** The packs of makers' keys that are in use. */
  makerPacks: { params: none, snapshot: packStateSchema, change: packStateSchema },
  /** Runs of changes of this session, oldest first; a change is one run, begun or gone on. */
  changeRuns: { params: none, snapshot: z.array(changeRunSchema), change: changeRunSchema },
  /** Stations whose last known address leads to this Kerbside. */
  leftPointing: {
    params: none,
    snapshot: z.array(leftPointingSchema),
    change: z.array(leftPointingSchema),
  },
  /** Kept configurations of this session, oldest first; a change is one of them, kept or described. */
  snapshots: { params: none, snapshot: z.array(snapshotSchema), change: snapshotSchema },
  /** Logs that stations were asked for in this session, oldest first; a change is one of them, begun or gone on. */
  diagnostics: {
    params: none,
    snapshot: z.array(diagnosticsFetchSchema),
    change: diagnosticsFetchSchema,
  },
  /** Firmware that was pushed in this session, oldest first; a change is one update, begun or gone on. */
  firmware: { params: none, snapshot: z.array(firmwareUpdateSchema), change: firmwareUpdateSchema },
  /** Firmware that is kept for chargers, and what is on its way there. */
  firmwareFiles: {
    params: none,
    snapshot: firmwareLibraryStateSchema,
    change: firmwareLibraryStateSchema,
  },
  /** One file that is looked at, and one search in it; both end with their link. */
  content: {
    params: z.object({ content: z.number().int() }),
    snapshot: contentStateSchema,
    change: contentStateSchema,
  },
  contentSearch: {
    params: z.object({ search: z.number().int() }),
    snapshot: contentSearchSchema,
    change: contentSearchSchema,
  },
  /** The serial ports of this computer, looked at once a second while anybody looks. */
  portList: { params: none, snapshot: portListSchema, change: portListSchema },
  /** Ports of this visit: open, or opened earlier; a change is one of them. */
  ports: { params: none, snapshot: z.array(portStateSchema), change: portStateSchema },
  /** What crosses a port; the snapshot is its latest part. Secrets are asterisks unless they are to be seen (`isRevealed`). */
  portConsole: {
    params: onPort.extend({ isRevealed: z.boolean().optional() }),
    snapshot: consoleBatchSchema,
    change: consoleBatchSchema,
  },
  /** Live values of the device, read again and again while anybody looks. */
  portValues: { params: onPort, snapshot: z.array(itemReadingSchema), change: z.array(itemReadingSchema) },
  /** Firmware pushed and logs pulled over ports in this session; a change is one of them. */
  portRuns: { params: none, snapshot: z.array(portRunSchema), change: portRunSchema },
  /** A search for the line settings of a port that is going on, or the last one. */
  portDetection: { params: onPort, snapshot: rateDetectionSchema, change: rateDetectionSchema },
  portProfiles: { params: none, snapshot: portProfilesSchema, change: portProfilesSchema },
  practice: {
    params: none,
    snapshot: z.array(practiceStateSchema),
    change: z.array(practiceStateSchema),
  },
  /** A change is one import, new or gone on. */
  imports: { params: none, snapshot: z.array(importJobSchema), change: importJobSchema },
  /** A trace over time, or one station of it; see `changedTimeline`. */
  timeline: {
    params: z.object({ trace: traceId, stationId: z.string().optional() }),
    snapshot: timelineSchema,
    change: timelineChangeSchema,
  },
  /**
   * How many records are marked; a change says which earlier records look different since: marked, unmarked, with a
   * note, or corrected.
   */
  marks: {
    params: none,
    snapshot: z.object({ marked: z.number().int() }),
    change: z.object({ marked: z.number().int(), seqs: z.array(z.number().int()) }),
  },
  /** Growth of a view, and its newest rows where they are followed. */
  view: {
    params: z.object({ view: z.number().int() }),
    snapshot: viewGrowthSchema,
    change: viewGrowthSchema,
  },
} as const;

export type Events = typeof EVENTS;
export type TopicName = keyof Events;
export type TopicParams<T extends TopicName> = z.input<Events[T]['params']>;
export type Snapshot<T extends TopicName> = z.output<Events[T]['snapshot']>;
export type Change<T extends TopicName> = z.output<Events[T]['change']>;

export function isTopicName(name: string): name is TopicName {
  return Object.hasOwn(EVENTS, name);
}

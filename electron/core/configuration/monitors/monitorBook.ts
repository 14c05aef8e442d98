import type { Json, JsonObject } from '../../../../shared/json.ts';
import {
  EVENT_NOTIFICATION_TYPES,
  MONITORING_BASES,
  type EventNotificationType,
  type Monitor,
  type MonitorState,
} from '../../../../shared/station/monitor.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import { integerOf, objectOf, objectsOf, textOf } from '../../../../shared/payloadFields.ts';
import type { HandledCall } from '../../central/station/stationState.ts';
import type { StationObserver } from '../../central/stationObserver.ts';
import { readMonitor, readReported } from './readMonitor.ts';
import { shownAddress } from '../../../../shared/configuration/variableMessage.ts';

/** A station in error must not fill the memory. */
const MONITORS_LIMIT = 5000;

const NOT_READ = 'The monitors of this station were not read yet.';

type Facts = Omit<MonitorState, 'stationId' | 'monitors' | 'isReading'>;

interface Page {
  monitors: Map<number, Monitor>;
  isReading: boolean;
  facts: Facts;
}

/**
 * What is known of the monitors of all stations, whoever asked: reports, monitors set and cleared from any screen, and
 * what events say of those behind them.
 */
export class MonitorBook implements StationObserver {
  readonly #pages = new Map<string, Page>();
  readonly #listeners = new Set<(state: MonitorState) => void>();

  state(stationId: string): MonitorState {
    const { monitors, isReading, facts } = this.#pages.get(stationId) ?? emptyPage();
    const listed = [...monitors.values()].sort((one, other) => one.id - other.id);
    return { stationId, monitors: listed, isReading, ...facts };
  }

  monitor(stationId: string, id: number): Monitor | undefined {
    return this.#pages.get(stationId)?.monitors.get(id);
  }

  onChange(listener: (state: MonitorState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  setReading(stationId: string, isReading: boolean): void {
    this.#change(stationId, (page) => (page.isReading = isReading));
  }

  /** The result of a report. One of everything takes the place of all that was known. */
  read(stationId: string, reported: readonly Monitor[], facts: Facts, isOfEverything: boolean): void {
    this.#change(stationId, (page) => {
      const before = page.monitors;
      if (isOfEverything) page.monitors = new Map();
      for (const monitor of reported) {
        // Who made a monitor is told by events only in 2.0.1.
        const made = monitor.made ?? before.get(monitor.id)?.made;
        put(page, made === undefined ? monitor : { ...monitor, made });
      }
      page.facts = { ...page.facts, ...facts };
    });
  }

  called(stationId: string, { action, payload }: HandledCall): void {
    if (action === 'NotifyEvent') this.#learnFromEvents(stationId, objectOf(payload));
    if (action === 'NotifyMonitoringReport') {
      const reported = objectsOf(objectOf(payload)['monitor']).flatMap(readReported);
      this.#change(stationId, (page) => reported.forEach((monitor) => put(page, monitor)));
    }
  }

  asked(stationId: string, payload: Json | undefined, { outcome, action, payload: answer }: Outcome): void {
    if (outcome !== 'answered') return;
    const sent = objectOf(payload);
    const got = objectOf(answer);
    switch (action) {
      case 'SetVariableMonitoring':
        return this.#learnSet(stationId, objectsOf(sent['setMonitoringData']), got);
      case 'ClearVariableMonitoring':
        return this.#forget(stationId, clearedIds(got));
      case 'SetMonitoringBase':
        if (got['status'] === 'Accepted') this.#baseSet(stationId, textOf(sent['monitoringBase']));
        return;
      case 'SetMonitoringLevel': {
        const level = integerOf(sent['severity']);
        if (got['status'] !== 'Accepted' || level === undefined) return;
        return this.#change(stationId, (page) => (page.facts = { ...page.facts, level }));
      }
      default:
    }
  }

  /** The answers name the monitor; its value and whether it is for transactions stands in what was sent. */
  #learnSet(stationId: string, sent: readonly JsonObject[], answer: JsonObject): void {
    const results = objectsOf(answer['setMonitoringResult']).filter(({ status }) => status === 'Accepted');
    if (results.length === 0) return;
    this.#change(stationId, (page) => {
      for (const result of results) {
        const monitor = readMonitor(result, result);
        const key = keyOf(result);
        const wanted = sent.find((data) => keyOf(data) === key);
        if (monitor === undefined) continue;
        const asked = wanted === undefined ? undefined : readMonitor(wanted, { ...wanted, id: monitor.id });
        put(page, { ...(asked ?? monitor), made: 'CustomMonitor' });
      }
    });
  }

  #forget(stationId: string, ids: readonly number[]): void {
    if (ids.length > 0) this.#change(stationId, (page) => ids.forEach((id) => page.monitors.delete(id)));
  }

  #baseSet(stationId: string, word: string | undefined): void {
    const base = MONITORING_BASES.find((known) => known === word);
    if (base === undefined) return;
    this.#change(stationId, (page) => {
      const sentence = 'Which monitors are active was set since they were read: read them again.';
      page.facts = { ...page.facts, base, isWhole: false, sentence };
    });
  }

  #learnFromEvents(stationId: string, payload: JsonObject): void {
    const page = this.#pages.get(stationId);
    if (page === undefined) return;
    for (const event of objectsOf(payload['eventData'])) {
      const monitor = page.monitors.get(integerOf(event['variableMonitoringId']) ?? -1);
      const made = madeOf(event['eventNotificationType']);
      if (monitor === undefined || made === undefined || monitor.made === made) continue;
      this.#change(stationId, () => put(page, { ...monitor, made }));
    }
  }

  #change(stationId: string, change: (page: Page) => void): void {
    const page = this.#pages.get(stationId) ?? emptyPage();
    this.#pages.set(stationId, page);
    change(page);
    const state = this.state(stationId);
    for (const listener of this.#listeners) listener(state);
  }
}

function emptyPage(): Page {
  return {
    monitors: new Map(),
    isReading: false,
    facts: { isWhole: false, sentence: NOT_READ, proof: [] },
  };
}

function put({ monitors }: Page, monitor: Monitor): void {
  if (monitors.has(monitor.id) || monitors.size < MONITORS_LIMIT) monitors.set(monitor.id, monitor);
}

export function clearedIds(answer: JsonObject): number[] {
  return objectsOf(answer['clearMonitoringResult'])
    .filter(({ status }) => status === 'Accepted')
    .flatMap(({ id = null }) => integerOf(id) ?? []);
}

function madeOf(word: Json | undefined): EventNotificationType | undefined {
  return EVENT_NOTIFICATION_TYPES.find((known) => known === word);
}

/** What an answer says of the monitor that it is about, in any order. */
export function keyOf(item: JsonObject): string {
  return JSON.stringify([shownAddress(item), textOf(item['type']), integerOf(item['severity'])]);
}

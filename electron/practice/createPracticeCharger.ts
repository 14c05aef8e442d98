import { ContractError } from '../../shared/contract/failure.ts';
import type { OcppVersion, Transport } from '../../shared/ocpp/version.ts';
import type { PracticeAct, PracticeCharger, PracticeState } from '../../shared/practice/practiceCharger.ts';
import { assertNever } from '../../shared/assertNever.ts';
import type { Behaviour } from './behaviours/behaviour.ts';
import { dispatch } from './behaviours/dispatch.ts';
import { behavioursOf } from './commands/behavioursOf.ts';
import type { Connector } from './model/connector.ts';
import type { IdToken } from './model/idToken.ts';
import { seedOf } from './model/random.ts';
import { joinFileHabits } from './station/files/fileHabits.ts';
import { Station } from './station/station.ts';

export interface PracticeChargerOptions {
  /** Central system without the station id, e.g. `ws://127.0.0.1:8887`; over SOAP `http://127.0.0.1:8887`. */
  url: string;
  stationId: string;
  version: OcppVersion;
  /** Default `json`; 1.5 knows only `soap`. */
  transport?: Transport;
  /** Plug a car in as soon as the station is accepted. */
  plug?: boolean;
  /** Present a tag then, too, so that it charges. */
  authorize?: boolean;
  /** HTTP Basic authentication, with the station id as user. */
  password?: string;
  /** Put in front of the station's own behaviours. */
  behaviours?: readonly Behaviour[];
  /** 60: a minute of the station's life passes in a second. */
  speed?: number;
  /** Two stations with one seed draw the same lots. */
  seed?: number;
  /** A station need not boot again when it only lost its line; many do. */
  bootsOnReconnect?: boolean;
  /** A line for developers: tolerated errors and defects. */
  log?: (line: string) => void;
}

/** The tag that the person at the charger holds. */
const OWN_TAG: IdToken = { idToken: '04A2B1C6D95E80', type: 'ISO14443' };
/** Changes within this time are told once. */
const COALESCE_MS = 100;

export function createPracticeCharger(options: PracticeChargerOptions): PracticeCharger {
  const listeners = new Set<() => void>();
  let isTelling = false;
  const tell = (): void => {
    isTelling = false;
    for (const listener of listeners) listener();
  };
  const transport = options.version === '1.5' ? 'soap' : (options.transport ?? 'json');
  let isPlugDue = options.plug === true;
  const behaviours = [...(options.behaviours ?? []), ...behavioursOf(options.version, transport)];
  const station = new Station({
    url: options.url,
    id: options.stationId,
    version: options.version,
    transport,
    password: options.password,
    speed: options.speed ?? 1,
    seed: options.seed ?? seedOf(options.stationId),
    bootsOnReconnect: options.bootsOnReconnect ?? false,
    fileHabits: joinFileHabits(behaviours.map(({ files }) => files)),
    log: options.log ?? (() => undefined),
    onChange() {
      if (station.isStopped) {
        tell();
        return;
      }
      if (isTelling) return;
      isTelling = true;
      station.clock.afterReal(COALESCE_MS, tell);
    },
    onCall: (received) => dispatch(station, behaviours, received),
    onReport: (action, parts) =>
      behaviours.reduce((changed, behaviour) => behaviour.onReport?.(action, changed) ?? changed, parts),
    onAccepted() {
      for (const behaviour of behaviours) behaviour.onAccepted?.(station);
      const connector = station.connectors[0];
      if (isPlugDue && connector?.isPlugged === false) {
        station.charging.plug(connector);
        if (options.authorize === true) {
          station.background('a tag', station.charging.present(connector, OWN_TAG));
        }
      }
      isPlugDue = false;
    },
  });
  station.start();
  return {
    stationId: options.stationId,
    state: () => stateOf(station),
    act: async (act, connectorId = 1) => perform(station, act, connectorId),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => station.stop(),
  };
}

/** The connector that the screens show: where something happens, else the first. */
function shownConnector(station: Station): Connector | undefined {
  const { connectors } = station;
  return (
    connectors.find(({ transaction }) => transaction !== undefined) ??
    connectors.find(({ isPlugged }) => isPlugged) ??
    connectors[0]
  );
}

function stateOf(station: Station): PracticeState {
  const shown = shownConnector(station);
  const transaction = shown?.transaction;
  const powerW = station.connectors.reduce((sum, { meter }) => sum + meter.powerW, 0);
  const energyWh = transaction === undefined ? 0 : (shown?.meter.registerWh ?? 0) - transaction.meterStartWh;
  return {
    stationId: station.id,
    version: station.version,
    transport: station.transport,
    link: station.link.isConnecting ? 'connecting' : station.link.isOpen ? 'connected' : 'disconnected',
    connectorStatus: shown === undefined ? 'Available' : shown.status(),
    isPlugged: shown?.isPlugged ?? false,
    isCharging: transaction !== undefined,
    powerW: Math.round(powerW),
    energyWh: Math.round(energyWh),
  };
}

/** What a person does at the charger. What it makes of it happens afterwards, as at a real one. */
function perform(station: Station, act: PracticeAct, connectorId: number): void {
  const connector = station.connector(connectorId);
  if (connector === undefined) {
    throw new ContractError('not-found', `The practice charger has no connector ${connectorId}.`, {
      hint: `Choose connector 1 to ${station.connectors.length}.`,
    });
  }
  if (station.isStopped) throw new ContractError('unavailable', 'The practice charger is switched off.');
  switch (act) {
    case 'plug':
      refuseIf(connector.isPlugged, 'A car is plugged in already.', 'Unplug it first.');
      station.charging.plug(connector);
      return;
    case 'unplug':
      refuseIf(!connector.isPlugged, 'No car is plugged in.', 'Plug one in first.');
      station.charging.unplug(connector);
      return;
    case 'authorize':
      refuseIf(connector.isFaulted, 'The connector is faulted and takes no tag.', 'Clear the fault first.');
      refuseIf(
        !connector.isOperative,
        'The connector is out of service and takes no tag.',
        'Make it operative first.',
      );
      station.background('a tag', station.charging.present(connector, OWN_TAG));
      return;
    case 'fault':
      refuseIf(connector.isFaulted, 'The connector is faulted already.', 'Clear the fault first.');
      station.charging.setFault(connector, true);
      return;
    case 'clearFault':
      refuseIf(!connector.isFaulted, 'The connector has no fault.', 'There is nothing to clear.');
      station.charging.setFault(connector, false);
      return;
    default:
      assertNever(act);
  }
}

function refuseIf(isImpossible: boolean, message: string, hint: string): void {
  if (isImpossible) throw new ContractError('conflict', message, { hint });
}

import type { Snapshot } from '../../shared/contract/events.ts';
import type { Host } from '../host/host.ts';
import { createConnection, type Connection } from './connection.ts';
import { createTopicStore, type TopicStore } from './topicStore.ts';
import { TOPIC_REDUCERS, type PlainTopic } from './topicReducers.ts';

type TopicStores = { readonly [T in PlainTopic]: TopicStore<T> };

/** Everything that the screens know; made once in `main.tsx`. */
export interface AppState {
  readonly host: Host;
  readonly connection: Connection;
  readonly topics: TopicStores;
}

export type TopicState<T extends PlainTopic> = Snapshot<T>;

export function createAppState(host: Host): AppState {
  const connection = createConnection(() => host.openLink());
  const topics: TopicStores = {
    listening: createTopicStore('listening', TOPIC_REDUCERS.listening),
    session: createTopicStore('session', TOPIC_REDUCERS.session),
    traces: createTopicStore('traces', TOPIC_REDUCERS.traces),
    attempts: createTopicStore('attempts', TOPIC_REDUCERS.attempts),
    stations: createTopicStore('stations', TOPIC_REDUCERS.stations),
    reports: createTopicStore('reports', TOPIC_REDUCERS.reports),
    streams: createTopicStore('streams', TOPIC_REDUCERS.streams),
    findings: createTopicStore('findings', TOPIC_REDUCERS.findings),
    practice: createTopicStore('practice', TOPIC_REDUCERS.practice),
    policies: createTopicStore('policies', TOPIC_REDUCERS.policies),
    imports: createTopicStore('imports', TOPIC_REDUCERS.imports),
    quirks: createTopicStore('quirks', TOPIC_REDUCERS.quirks),
    configurations: createTopicStore('configurations', TOPIC_REDUCERS.configurations),
    changeRuns: createTopicStore('changeRuns', TOPIC_REDUCERS.changeRuns),
    makerPacks: createTopicStore('makerPacks', TOPIC_REDUCERS.makerPacks),
    leftPointing: createTopicStore('leftPointing', TOPIC_REDUCERS.leftPointing),
    firmwareFiles: createTopicStore('firmwareFiles', TOPIC_REDUCERS.firmwareFiles),
    snapshots: createTopicStore('snapshots', TOPIC_REDUCERS.snapshots),
    diagnostics: createTopicStore('diagnostics', TOPIC_REDUCERS.diagnostics),
    firmware: createTopicStore('firmware', TOPIC_REDUCERS.firmware),
    ports: createTopicStore('ports', TOPIC_REDUCERS.ports),
    portRuns: createTopicStore('portRuns', TOPIC_REDUCERS.portRuns),
    portProfiles: createTopicStore('portProfiles', TOPIC_REDUCERS.portProfiles),
  };
  connection.onClient((client) => {
    for (const store of Object.values(topics)) {
      store.attach(client, (failure) => {
        // A closed link ends every subscription, and the connection knows of it already.
        if (failure.code !== 'disconnected') connection.drop(failure);
      });
    }
  });
  return { host, connection, topics };
}

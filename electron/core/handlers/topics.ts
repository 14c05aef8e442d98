import type { Topics } from '../../../shared/contract/topics.ts';
import type { Services } from './services.ts';

/** Every topic of the contract, from the services' own state and listeners. */
export function createTopics(services: Services): Topics {
  const { listening, attempts, central, findings, practice, trace, traces, sessions } = services;
  const { monitors, stationEvents, backends } = services;
  const { reports, eventStreams, policies, profiles, imports } = services;
  const { configurations, changeRuns, snapshots, packs, diagnostics, firmware, contents } = services;
  const { ports, portRuns, portProfiles } = services;
  return {
    listening: () => ({ snapshot: () => listening.current(), listen: (on) => listening.onChange(on) }),
    session: () => ({ snapshot: () => trace.session(), listen: (on) => trace.onSessionChange(on) }),
    traces: () => ({ snapshot: () => traces.list(), listen: (on) => traces.onChange(on) }),
    sessions: () => ({ snapshot: () => sessions.list(), listen: (on) => sessions.onChange(on) }),
    attempts: () => ({ snapshot: () => attempts.list(), listen: (on) => attempts.onChange(on) }),
    stations: () => ({ snapshot: () => central.list(), listen: (on) => central.onChange(on) }),
    findings: () => ({ snapshot: () => findings.list(), listen: (on) => findings.onChange(on) }),
    reports: () => ({ snapshot: () => reports.list(), listen: (on) => reports.onChange(on) }),
    streams: () => ({
      snapshot: () => eventStreams.list(),
      listen: (on) => eventStreams.onChange(on),
    }),
    events: ({ stationId }) => ({
      snapshot: () => stationEvents.of(stationId),
      listen: (on) => stationEvents.onChange((change) => change.stationId === stationId && on(change)),
    }),
    monitors: ({ stationId }) => ({
      snapshot: () => monitors.latest(stationId),
      listen: (on) => monitors.onChange((state) => state.stationId === stationId && on(state)),
    }),
    leftPointing: () => ({ snapshot: () => backends.left(), listen: (on) => backends.onLeftChange(on) }),
    policies: () => ({ snapshot: () => policies.states(), listen: (on) => policies.onChange(on) }),
    quirks: () => ({ snapshot: () => profiles.states(), listen: (on) => profiles.onChange(on) }),
    configurations: () => ({
      snapshot: () => configurations.states(),
      listen: (on) => configurations.onChange(on),
    }),
    makerPacks: () => ({ snapshot: () => packs.state(), listen: (on) => packs.onChange(on) }),
    changeRuns: () => ({ snapshot: () => changeRuns.list(), listen: (on) => changeRuns.onChange(on) }),
    snapshots: () => ({ snapshot: () => snapshots.list(), listen: (on) => snapshots.onChange(on) }),
    diagnostics: () => ({ snapshot: () => diagnostics.list(), listen: (on) => diagnostics.onChange(on) }),
    firmware: () => ({ snapshot: () => firmware.list(), listen: (on) => firmware.onChange(on) }),
    firmwareFiles: () => ({
      snapshot: () => services.firmwareFiles.state(),
      listen: (on) => services.firmwareFiles.onChange(on),
    }),
    content: ({ content }) => {
      const found = contents.find(content);
      return { snapshot: () => found.state, listen: (on) => found.onChange(on) };
    },
    contentSearch: ({ search }) => {
      const found = contents.findSearch(search);
      return { snapshot: () => found.state, listen: (on) => found.onChange(on) };
    },
    portList: () => ({ snapshot: () => ports.latestList(), listen: (on) => ports.onListChange(on) }),
    ports: () => ({ snapshot: () => ports.states(), listen: (on) => ports.onChange(on) }),
    portConsole: ({ path, isRevealed }) => ({
      snapshot: () => ports.console(path, isRevealed),
      listen: (on) => ports.onConsole(path, on, isRevealed),
    }),
    portValues: ({ path }) => ({
      snapshot: () => ports.values(path),
      listen: (on) => ports.onValues(path, on),
    }),
    portDetection: ({ path }) => ({
      snapshot: () => ports.detection(path),
      listen: (on) => ports.onDetection(path, on),
    }),
    portRuns: () => ({ snapshot: () => portRuns.list(), listen: (on) => portRuns.onChange(on) }),
    portProfiles: () => ({
      snapshot: () => portProfiles.state(),
      listen: (on) => portProfiles.onChange(on),
    }),
    practice: () => ({ snapshot: () => practice.states(), listen: (on) => practice.onChange(on) }),
    marks: () => ({ snapshot: () => trace.notes.state(), listen: (on) => trace.notes.onChange(on) }),
    imports: () => ({ snapshot: () => imports.list(), listen: (on) => imports.onChange(on) }),
    timeline: ({ trace: id, stationId }) => {
      const { timelines } = traces.of(id);
      return {
        snapshot: () => timelines.snapshot(stationId),
        listen: (on) => timelines.onChange(stationId, on),
      };
    },
    view: ({ view }) => {
      const views = traces.viewsOf(view);
      views.state(view);
      return {
        snapshot: () => views.state(view),
        listen: (on) => views.onGrowth(view, on),
      };
    },
  };
}

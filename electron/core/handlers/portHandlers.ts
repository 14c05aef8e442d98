import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { Services } from './services.ts';

type PortMethod = Exclude<
  Extract<keyof Handlers, `port${string}.${string}` | `practicePort.${string}`>,
  'port.login'
>;

export function portHandlers({
  ports,
  portProfiles,
  portRuns,
  practicePorts,
}: Services): Pick<Handlers, PortMethod> {
  return {
    'ports.list': () => ports.list(),
    // A profile of the technician’s own can be named before anybody looked into the folder, and right after its file was saved.
    'port.open': async (wish) => {
      await portProfiles.refresh();
      return ports.open(wish);
    },
    'port.close': ({ path }) => ports.closePort(path),
    'port.forget': ({ path }) => {
      ports.forget(path);
      return {};
    },
    'port.setLine': ({ path, line }) => ports.setLine(path, line),
    'port.signals': (wish) => ports.setSignals(wish),
    'port.send': (wish) => ports.send(wish),
    'port.detect': async (wish, { signal }) => {
      await portProfiles.ready();
      return ports.detect(wish, signal);
    },
    'port.identify': async ({ path }, { signal }) => {
      await portProfiles.refresh();
      return ports.identify(path, signal);
    },
    'port.items': ({ path }) => ports.items(path),
    'port.read': ({ path, keys }, { signal }) => ports.read(path, keys, signal),
    'port.scanUnits': (wish, { signal }) => ports.scanUnits(wish, signal),
    'port.takeBus': ({ path }) => ports.takeBus(path),
    'port.diagnostics': (wish) => portRuns.pull(wish),
    'port.diagnosticsChoices': ({ path }) => portRuns.choices(path),
    'port.firmwareWay': ({ path }) => portRuns.firmwareWay(path),
    'port.planPush': (wish, { signal }) => portRuns.plan(wish, signal),
    'port.push': (wish) => portRuns.push(wish),
    'portRun.cancel': ({ id }) => portRuns.cancel(id),
    'portRuns.list': () => portRuns.list(),
    'portProfiles.list': async () => {
      await portProfiles.refresh();
      return portProfiles.state();
    },
    'portProfiles.schema': async () => ({ schemaText: await portProfiles.schemaText() }),
    'portProfiles.check': ({ text }) => portProfiles.check(text),
    'practicePort.start': ({ device }) => practicePorts.start(device),
    'practicePort.stop': async ({ path }) => {
      await practicePorts.stop(path);
      return {};
    },
  };
}

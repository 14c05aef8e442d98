import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { TEMPLATE_METHODS } from '../../../shared/contract/methods/templateMethods.ts';
import { snapshotIn } from '../trace/open/configurationIn.ts';
import type { Services } from './services.ts';

type TemplateHandlers = Pick<Handlers, keyof typeof TEMPLATE_METHODS>;

export function templateHandlers({
  templates,
  configurationFiles,
  configurations,
  snapshots,
  traces,
}: Services): TemplateHandlers {
  return {
    'template.check': ({ text, stationIds }, { signal }) => templates.check(text, stationIds, signal),
    'template.apply': (request, { signal }) => templates.apply(request, signal),
    'template.make': async ({ stationId, name }, { signal }) =>
      configurationFiles.template(stationId, await templates.make(stationId, name, signal)),
    'configuration.export': async ({ stationId, snapshotId = '', trace, format }, { signal }) => {
      if (stationId !== undefined) {
        const configuration =
          configurations.latest(stationId) ?? (await configurations.read(stationId, { signal }));
        return configurationFiles.configuration(configuration, format);
      }
      const kept =
        trace === undefined ? snapshots.read(snapshotId) : snapshotIn(traces.of(trace), snapshotId);
      return configurationFiles.configuration(kept.configuration, format);
    },
    'configuration.parse': async ({ text, ...context }) => {
      const { parseConfiguration } =
        await import('../../../shared/configuration/formats/parseConfiguration.ts');
      return parseConfiguration(text, context);
    },
  };
}

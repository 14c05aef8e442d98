import { ContractError } from '../../../shared/contract/failure.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import { checkPayloadText } from '../central/calls/commandCheck.ts';
import type { Services } from './services.ts';

export function schemaHandlers({ schemas }: Services): Pick<Handlers, 'schema.get' | 'schema.check'> {
  return {
    'schema.get': async ({ version, action, part }) => {
      const schema = (await schemas.load(version)).schema(action, part);
      if (schema === undefined) {
        throw new ContractError('not-found', `OCPP ${version} has no ${part} of an action ${action}.`);
      }
      return { schema };
    },
    'schema.check': async ({ version, action, part, payload }) => ({
      issues: [...checkPayloadText(await schemas.load(version), action, part, payload)],
    }),
  };
}

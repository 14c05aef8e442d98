import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { RedactionChoice } from '../../../shared/trace/redaction/redactionChoice.ts';
import { secretsIn } from '../trace/export/secretsIn.ts';
import type { Services } from './services.ts';

type ExportHandlers = Pick<Handlers, 'export.prepare' | 'export.text' | 'export.secrets' | 'export.outcome'>;

export function exportHandlers({ traces, exports, packs }: Services): ExportHandlers {
  const redactionOf = (redact: RedactionChoice | false | undefined) =>
    redact === undefined || redact === false ? {} : { redaction: redact, secretNames: packs.secretNames() };
  return {
    'export.prepare': ({ format, filter, redact, trace }) =>
      exports.prepare(traces.of(trace), format, { filter, ...redactionOf(redact) }),
    'export.text': ({ format, filter, redact, trace }) =>
      exports.text(traces.of(trace), format, { filter, ...redactionOf(redact) }),
    'export.secrets': async ({ trace }, { signal }) => {
      const found = await secretsIn(traces.of(trace), { secretNames: packs.secretNames(), signal });
      return found === undefined ? {} : { found };
    },
    'export.outcome': ({ ticket }) => exports.outcome(ticket),
  };
}

import { useEffect, useRef, useState } from 'react';
import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { exampleCall } from '../../../shared/ocpp/example.ts';
import type { ExampleContext } from '../../../shared/ocpp/example/exampleContext.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import { failureOf } from '../../state/failureOf.ts';
import { useClient } from '../../state/useAppState.ts';

export interface ActionSchema {
  /** Nothing for an action that the version does not have. */
  schema: JsonObject | undefined;
  /** A valid payload, made when the action was chosen; it stays while the station goes on. */
  example: string;
}

/** What is known of an action's payload; nothing before it is there. */
export function useActionSchema(
  version: OcppVersion,
  action: string,
  context: ExampleContext,
): ActionSchema | undefined {
  const client = useClient();
  const [loaded, setLoaded] = useState<ActionSchema & { key: string }>();
  const known = useRef(context);
  useEffect(() => {
    known.current = context;
  });
  const key = `${version} ${action}`;
  useEffect(() => {
    if (client === undefined) return undefined;
    const controller = new AbortController();
    const load = async (): Promise<void> => {
      let found: ActionSchema = { schema: undefined, example: '{}' };
      try {
        const params = { version, action, part: 'request' } as const;
        const { schema } = await client.call('schema.get', params, { signal: controller.signal });
        const example = exampleCall(version, action, schema, { ...known.current, nowMs: Date.now() });
        found = {
          schema: isJsonObject(schema) ? schema : undefined,
          example: JSON.stringify(example, undefined, 2),
        };
      } catch (error) {
        // Without a schema there is nothing to make an example of: an empty payload is a start.
        failureOf(error);
      }
      if (!controller.signal.aborted) setLoaded({ ...found, key: `${version} ${action}` });
    };
    void load();
    return () => controller.abort();
  }, [client, version, action]);
  return loaded?.key === key ? loaded : undefined;
}

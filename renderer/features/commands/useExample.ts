import { useEffect, useRef, useState } from 'react';
import { exampleCall } from '../../../shared/ocpp/example.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import { failureOf } from '../../state/failureOf.ts';
import { useClient, useTopic } from '../../state/useAppState.ts';
import { stationContext } from './stationContext.ts';

interface Example {
  /** What it was made for. */
  key: string;
  payload: string;
}

/** A valid payload for an action, made when the action is chosen; nothing before it is there. */
export function useExample(station: Station, version: OcppVersion, action: string): string | undefined {
  const client = useClient();
  const listening = useTopic('listening');
  const [example, setExample] = useState<Example>();
  const known = useRef({ station, listening });
  useEffect(() => {
    known.current = { station, listening };
  });
  const key = `${version} ${action}`;
  useEffect(() => {
    if (client === undefined) return undefined;
    const controller = new AbortController();
    const load = async (): Promise<void> => {
      let payload = '{}';
      try {
        const params = { version, action, part: 'request' } as const;
        const { schema } = await client.call('schema.get', params, { signal: controller.signal });
        const context = stationContext(known.current.station, known.current.listening, Date.now());
        payload = JSON.stringify(exampleCall(version, action, schema, context), undefined, 2);
      } catch (error) {
        // Without a schema there is nothing to make an example of: an empty payload is a start.
        failureOf(error);
      }
      if (!controller.signal.aborted) setExample({ key: `${version} ${action}`, payload });
    };
    void load();
    return () => controller.abort();
  }, [client, version, action]);
  return example?.key === key ? example.payload : undefined;
}

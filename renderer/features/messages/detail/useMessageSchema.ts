import { useEffect, useState } from 'react';
import type { ContractClient } from '../../../../shared/contract/client.ts';
import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import type { MessageSchema } from '../../../../shared/ocpp/fieldMeanings/fieldAt.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import { isAnswer, type TraceRecord } from '../../../../shared/trace/record.ts';
import { failureOf } from '../../../state/failureOf.ts';
import { useClient } from '../../../state/useAppState.ts';

/** Schemas that were looked at; each is some kilobytes, and walking through records asks for the same few. */
const known = new Map<string, Promise<JsonObject | undefined>>();
const MAX_KNOWN = 60;

function load(
  client: ContractClient,
  message: { version: OcppVersion; action: string; part: 'request' | 'response' },
): Promise<JsonObject | undefined> {
  const key = `${message.version} ${message.action} ${message.part}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const asked = ask(client, message).catch((error: unknown) => {
    // Asked again when it is looked at again: only a lost connection or an action that no version knows.
    failureOf(error);
    known.delete(key);
    return undefined;
  });
  if (known.size >= MAX_KNOWN) known.delete(known.keys().next().value ?? '');
  known.set(key, asked);
  return asked;
}

async function ask(
  client: ContractClient,
  message: { version: OcppVersion; action: string; part: 'request' | 'response' },
): Promise<JsonObject | undefined> {
  const { schema } = await client.call('schema.get', message);
  return isJsonObject(schema) ? schema : undefined;
}

/** The schema of a record's message; nothing until it is here, and for records that have none. */
export function useMessageSchema(record: TraceRecord): MessageSchema | undefined {
  const client = useClient();
  const { version, action, kind } = record;
  const hasSchema = kind === 'call' || kind === 'send' || kind === 'result';
  const part = isAnswer(kind) ? 'response' : 'request';
  const [found, setFound] = useState<{ part: string; schema: MessageSchema }>();
  useEffect(() => {
    if (client === undefined || version === undefined || action === undefined || !hasSchema) return undefined;
    let isOver = false;
    const begin = async (): Promise<void> => {
      const root = await load(client, { version, action, part });
      if (!isOver) setFound(root === undefined ? undefined : { part, schema: { version, action, root } });
    };
    void begin();
    return () => {
      isOver = true;
    };
  }, [client, version, action, part, hasSchema]);
  const isIt =
    hasSchema && found?.part === part && found.schema.action === action && found.schema.version === version;
  return isIt ? found.schema : undefined;
}

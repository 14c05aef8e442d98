import { isJsonObject, type Json } from '../../../json.ts';

/** The parts of a message in a format that has no frames. Texts of JSON are as they stand in the file. */
export interface FrameParts {
  kind: string;
  messageId: Json | undefined;
  action: Json | undefined;
  /** JSON text. */
  payload: string | undefined;
  error?: Json | undefined;
  /** JSON text. */
  details?: string | undefined;
}

/** The frame that the parts describe (OCPP 1.6J §4.2); nothing where a part is missing. */
export function composedFrame({
  kind,
  messageId,
  action,
  payload,
  error,
  details,
}: FrameParts): string | undefined {
  if (typeof messageId !== 'string' && typeof messageId !== 'number') return undefined;
  const id = JSON.stringify(messageId);
  switch (kind) {
    case 'call':
    case 'send':
      if (typeof action !== 'string') return undefined;
      return `[${kind === 'call' ? 2 : 6},${id},${JSON.stringify(action)},${payload ?? '{}'}]`;
    case 'result':
      return `[3,${id},${payload ?? '{}'}]`;
    case 'error':
    case 'resultError': {
      const { code = '', description = '' } = isJsonObject(error) ? error : {};
      const said = `${JSON.stringify(code)},${JSON.stringify(description)},${details ?? '{}'}`;
      return `[${kind === 'error' ? 4 : 5},${id},${said}]`;
    }
    default:
      return undefined;
  }
}

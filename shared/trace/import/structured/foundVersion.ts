import type { OcppVersion } from '../../../ocpp/version.ts';

/** `1.6`, `ocpp1.6`, `OCPP 1.6J`, `2.0.1`, `ocpp2.0.1`, `OCPP_2_1`; nothing for any other text. */
export function foundVersion(value: unknown): OcppVersion | undefined {
  if (value === '1.6' || value === '2.0.1' || value === '2.1') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase().replaceAll(/[\s_-]/g, (mark) => (mark === '_' ? '.' : ''));
  const number = /^(?:ocpp)?[.v]?(\d(?:\.\d){1,2})[js]?$/.exec(text)?.[1];
  switch (number) {
    case '1.2':
    case '1.5':
      return '1.5';
    case '1.6':
      return '1.6';
    case '2.0':
    case '2.0.0':
    case '2.0.1':
      return '2.0.1';
    case '2.1':
    case '2.1.0':
      return '2.1';
    default:
      return undefined;
  }
}

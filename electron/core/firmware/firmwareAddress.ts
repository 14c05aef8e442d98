import { isIPv6 } from 'node:net';
import type { FirmwareUrlForm } from '../../../shared/files/firmwareUrlForm.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { TransferUrl } from '../files/transfers/transferUrls.ts';

export const BIN_NAME = 'firmware.bin';

/** The name under which a file is offered. */
export function offeredName(form: FirmwareUrlForm, name: string): string {
  return form === 'bin-name' ? BIN_NAME : name;
}

/** An address in the form that is to be tried. */
export function addressInForm(
  { url, shownUrl, protocol }: TransferUrl,
  form: FirmwareUrlForm,
): { url: string; shownUrl: string } {
  const shape = (text: string): string => {
    if (form === 'no-name') return text.replace(/\/[^/]*$/, '');
    return form === 'with-port' ? withPort(text, protocol) : text;
  };
  return { url: shape(url), shownUrl: shape(shownUrl) };
}

/** What an address will look like that is not made yet: what is only known then stands as `…`. */
export function addressPreview(
  { protocol, host, port, name }: { protocol: TransferProtocol; host: string; port: number; name: string },
  form: FirmwareUrlForm,
): string {
  const isHttp = protocol.startsWith('http');
  const place = `${isIPv6(host) ? `[${host}]` : host}${isHttp ? `:${port}` : ''}`;
  const path = isHttp ? `/f/…/${encodeURIComponent(name)}` : `/…/${encodeURIComponent(name)}`;
  const shownUrl = `${protocol}://${place}${path}`;
  return addressInForm({ protocol, host, url: shownUrl, shownUrl }, form).shownUrl;
}

const STANDARD: Readonly<Record<TransferProtocol, number>> = {
  http: 80,
  https: 443,
  ftp: 21,
  ftps: 990,
  sftp: 22,
};

function withPort(text: string, protocol: TransferProtocol): string {
  const [, scheme = '', place = '', path = ''] = /^([a-z]+:\/\/)([^/]*)(.*)$/.exec(text) ?? [];
  return /:\d+$/.test(place) ? text : `${scheme}${place}:${STANDARD[protocol]}${path}`;
}

const SOAP = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
} as const;

export interface Written {
  soap?: keyof typeof SOAP;
  namespace?: string;
  /** Header blocks as XML; with `a` for WS-Addressing and `o` for OCPP. */
  header?: string;
  body: string;
}

/** An envelope by hand, unlike those that Kerbside writes. */
export function envelope({
  soap = '1.2',
  namespace = 'urn://Ocpp/Cs/2012/06/',
  header,
  body,
}: Written): string {
  const head = header === undefined ? '' : `<s:Header>${header}</s:Header>`;
  return `<s:Envelope xmlns:s='${SOAP[soap]}' xmlns:a='http://www.w3.org/2005/08/addressing' xmlns:o='${namespace}'>${head}<s:Body>${body}</s:Body></s:Envelope>`;
}

export interface Asked {
  id?: string;
  messageId?: string;
  from?: string;
  action?: string;
  more?: string;
}

/** The header of a call as most charge points send it. */
export function header({ id = 'CP1', messageId, from, action, more = '' }: Asked = {}): string {
  return [
    `<o:chargeBoxIdentity>${id}</o:chargeBoxIdentity>`,
    messageId === undefined ? '' : `<a:MessageID>${messageId}</a:MessageID>`,
    from === undefined ? '' : `<a:From><a:Address>${from}</a:Address></a:From>`,
    action === undefined ? '' : `<a:Action>${action}</a:Action>`,
    more,
  ].join('');
}

export const HEARTBEAT = '<o:heartbeatRequest/>';

export interface Posted {
  status: number;
  text: string;
}

/** Posts an envelope, as a charge point does to its central system. */
export async function post(
  port: number,
  text: string,
  headers: Record<string, string> = {},
): Promise<Posted> {
  const response = await fetch(`http://127.0.0.1:${port}/CentralSystemService`, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/soap+xml', ...headers },
  });
  return { status: response.status, text: await response.text() };
}

/** Makes a station known that takes its commands at an address. */
export async function connectStation(port: number, from: string | undefined, id = 'CP1'): Promise<void> {
  const asked = { id, messageId: 'm1', action: '/Heartbeat', ...(from === undefined ? {} : { from }) };
  const { status } = await post(port, envelope({ header: header(asked), body: HEARTBEAT }));
  if (status !== 200) throw new Error(`answered with ${status}`);
}

import { encodeXmlText } from '../../ocpp/soap/xmlText.ts';

/** What is written anew in the header of a recorded envelope; what is absent stays as it was recorded. */
export interface SoapHeaderChange {
  chargeBoxIdentity?: string | undefined;
  messageId?: string | undefined;
  relatesTo?: string | undefined;
  to?: string | undefined;
  /** Where the sender can be called; of `ReplyTo`, too, where the station named itself there (OCPP 1.6S §4.3). */
  ownAddress?: string | undefined;
}

const HEADER = /<(?:[\w.-]+:)?Header\b[\s\S]*?<\/(?:[\w.-]+:)?Header\s*>/i;
const ANONYMOUS = /\/anonymous$/;

/** A recorded envelope with another header. Blocks that it does not have stay away; every other character stays. */
export function withSoapHeader(raw: string, change: SoapHeaderChange): string {
  const { chargeBoxIdentity, messageId, relatesTo, to, ownAddress } = change;
  return raw.replace(HEADER, (header) => {
    let text = header;
    text = withText(text, 'chargeBoxIdentity', chargeBoxIdentity);
    text = withText(text, 'MessageID', messageId);
    text = withText(text, 'RelatesTo', relatesTo);
    text = withText(text, 'To', to);
    text = withAddress(text, 'From', ownAddress);
    return withAddress(text, 'ReplyTo', ownAddress);
  });
}

function withText(header: string, name: string, value: string | undefined): string {
  if (value === undefined) return header;
  const element = new RegExp(`(<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?(?<!/)>)[^<]*(?=</)`, 'i');
  return header.replace(element, (_whole, open: string) => `${open}${encodeXmlText(value)}`);
}

function withAddress(header: string, name: string, value: string | undefined): string {
  if (value === undefined) return header;
  const open = `<(?:[\\w.-]+:)?${name}(?:\\s[^>]*)?>\\s*<(?:[\\w.-]+:)?Address(?:\\s[^>]*)?(?<!/)>`;
  const element = new RegExp(`(${open})([^<]*)(?=</)`, 'i');
  return header.replace(element, (whole, start: string, address: string) =>
    ANONYMOUS.test(address.trim()) ? whole : `${start}${encodeXmlText(value)}`,
  );
}

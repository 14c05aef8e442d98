/** What Kerbside says in a comment on a packet begins with this; a note of the technician does not. */
export const OWN_COMMENT = 'Kerbside: ';

/** Stands in the head of a capture that Kerbside made. */
export const MADE_BY_US =
  'Made by Kerbside from recorded messages. What the messages say, their order and their times are as recorded; ' +
  'addresses, ports, handshakes and TCP are made up, except the address of a station where it is known.';

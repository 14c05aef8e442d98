/** A peculiarity of how makers ask for the address. `code` is stable; screens look it up in their locale first. */
export interface AddressHint {
  code: string;
  title: string;
  text: string;
}

/** What to check where an address that looks right does not work. */
export const ADDRESS_HINTS: readonly AddressHint[] = [
  {
    code: 'no-slash',
    title: 'A slash between port and id',
    text: 'Without the slash (ws://192.168.1.10:8887CP1) the charger looks for a host of that name, finds none and tries nothing; no attempt appears here.',
  },
  {
    code: 'no-scheme',
    title: 'Fields that want no scheme (Ocular and others)',
    text: 'Type host and port with a slash at the end, without ws://. A whole address in such a field ends up inside the path.',
  },
  {
    code: 'protocol-word',
    title: 'Port fields that want a protocol word (Teison)',
    text: 'Some forms ask for ocpp1.6 (plain, ws) or socpp1.6 (encrypted, wss) where one expects a number; the port then stands in the address.',
  },
  {
    code: 'id-appended',
    title: 'Chargers that append their id (Raedian and others)',
    text: 'Leave the id out of the address. Typed in as well, it stands in the path twice; Kerbside takes any path and reads its last part.',
  },
  {
    code: 'ca-first',
    title: 'wss that is never tried (Autel)',
    text: 'Some chargers do not even try an encrypted address until a CA file was uploaded: upload Kerbside’s CA certificate, or use ws://.',
  },
  {
    code: 'clock',
    title: 'Certificates and the clock (Schneider EVlink and others)',
    text: 'A charger that believes it is 1970 or 2000 finds certificates “not yet valid”: set its time or NTP server first, or use ws://.',
  },
  {
    code: 'password',
    title: 'Passwords of at least 16 characters',
    text: 'With security profile 1 or 2 a charger needs a password of 16 to 20 characters (1.6) or 16 to 40 (2.x); some close silently with a shorter one. Kerbside takes any length.',
  },
];

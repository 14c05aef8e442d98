/**
 * Beginnings of everything that makes a name secret, in small letters, four characters each or three. They are looked
 * for in one go over a text, so that most records are settled without taking them apart.
 */
const FOURS = `
  pass kenn secr cred toke idta d_ta d-ta d.ta tagi tagu tags tag_ tag- rfid card emai maid evco ontr evcc vehi
  cust auth lice plat icci imsi imei msis ssid mail phon mobi tele user logi exir cook basi bear priv`;
const THREES = 'psk pwd pin puk key vin mac apn sim fax :// /f/';
const OF_STATIONS = 'seri char stat iden';

/** Four codes below 256 in one number; larger ones are of no word. */
function packed(a: number, b: number, c: number, d: number): number {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

interface Words {
  /** Whether a word has this number in its last bits: quick, and mostly enough to say no. */
  mayHave: Uint8Array;
  all: ReadonlySet<number>;
}

const BITS = (1 << 14) - 1;

function slot(number: number): number {
  return (number ^ (number >>> 13)) & BITS;
}

function wordsOf(words: string): Words {
  const all = new Set(
    words
      .trim()
      .split(/\s+/)
      .map((word) => {
        const codes = Array.from(word, (char) => char.charCodeAt(0) | 0x20);
        const [a = 0, b = 0, c = 0, d = 0] = codes.length === 3 ? [0, ...codes] : codes;
        return packed(a, b, c, d);
      }),
  );
  const mayHave = new Uint8Array(BITS + 1);
  for (const number of all) mayHave[slot(number)] = 1;
  return { mayHave, all };
}

const FOUR = wordsOf(FOURS);
const FOUR_OF_STATIONS = wordsOf(`${FOURS} ${OF_STATIONS}`);
const THREE = wordsOf(THREES);

function has({ mayHave, all }: Words, number: number): boolean {
  return mayHave[slot(number)] === 1 && all.has(number);
}

const AT = 0x40;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const HYPHEN = 0x2d;
const DOT = 0x2e;
const PLUS = 0x2b;
const AMPERSAND = 0x26;

/**
 * Whether a text may hold a secret that is not known yet: a name that says so, an address, a login, a long number. True
 * too often rather than too seldom.
 */
export function worthALook(text: string, hasStations: boolean): boolean {
  const fours = hasStations ? FOUR_OF_STATIONS : FOUR;
  let a = 0;
  let b = 0;
  let c = 0;
  let lastDot = -9;
  let lastColon = -9;
  let lastHyphen = -9;
  let colons = 0;
  let hyphens = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const d = (code | 0x20) & 0xff;
    if (has(fours, packed(a, b, c, d)) || has(THREE, packed(0, b, c, d))) return true;
    a = b;
    b = c;
    c = d;
    digits = code >= 0x30 && code <= 0x39 ? digits + 1 : 0;
    if (digits >= 14) return true;
    switch (code) {
      case AT:
        return true;
      case BACKSLASH:
        // An escape may hide a letter of a name, or the slashes of a URL.
        if (text[at + 1] === 'u' || text[at + 1] === '/') return true;
        break;
      case AMPERSAND:
        if (text[at + 1] === '#') return true;
        break;
      case DOT:
        // Two dots with one to three digits between them: an address.
        if (at - lastDot <= 4 && at - lastDot >= 2) return true;
        lastDot = at;
        break;
      case COLON:
        // A time of day has two colons, an address more, or two side by side.
        colons = at - lastColon <= 5 ? colons + 1 : 0;
        if (colons >= 2 || at - lastColon === 1) return true;
        lastColon = at;
        break;
      case HYPHEN:
        hyphens = at - lastHyphen === 3 ? hyphens + 1 : 0;
        if (hyphens >= 3) return true;
        lastHyphen = at;
        break;
      case PLUS:
        // +49…, but not the offset +02:00 of a time.
        if (/\d/.test(text[at + 1] ?? '') && text[at + 3] !== ':') return true;
        break;
      default:
    }
  }
  return false;
}

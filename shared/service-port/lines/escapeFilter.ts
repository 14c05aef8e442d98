const ESCAPE = 0x1b;
const BELL = 7;
/** “Erase to the end of the line” for `TerminalLines`: a vertical tab, which no console prints for anything else. */
const ERASE = '\v';

/** A sequence longer than this is none: what follows is text. */
const MAX_SEQUENCE_CHARS = 256;

type Place = 'text' | 'escape' | 'csi' | 'string' | 'string-escape' | 'one-more';

/**
 * Takes the escape sequences of terminals (ECMA-48 §5.3-5.6: CSI, OSC, DCS, charset selection) and stray control characters out of a
 * text that comes in pieces. Kept are TAB, LF, CR and BS; `CSI K` becomes one vertical tab. A sequence that never ends costs at most
 * 256 characters.
 */
export class EscapeFilter {
  #place: Place = 'text';
  #chars = 0;

  text(piece: string): string {
    if (this.#place === 'text' && !hasControls(piece)) return piece;
    let plain = '';
    for (let at = 0; at < piece.length; at++) plain += this.#next(piece, at);
    return plain;
  }

  #next(piece: string, at: number): string {
    const code = piece.charCodeAt(at);
    if (this.#place === 'text') {
      if (code === ESCAPE) return this.#begin('escape');
      return isKept(code) ? piece.charAt(at) : '';
    }
    if (code === ESCAPE && this.#place !== 'string') return this.#begin('escape');
    this.#chars += 1;
    if (this.#chars > MAX_SEQUENCE_CHARS) this.#place = 'text';
    return this.#inside(code);
  }

  #inside(code: number): string {
    switch (this.#place) {
      case 'escape':
        this.#afterEscape(code);
        return '';
      case 'csi':
        return this.#inControlSequence(code);
      case 'string':
        if (code === BELL) this.#place = 'text';
        else if (code === ESCAPE) this.#place = 'string-escape';
        return '';
      default:
        this.#place = 'text';
        return '';
    }
  }

  #begin(place: Place): string {
    this.#place = place;
    this.#chars = 0;
    return '';
  }

  #afterEscape(code: number): void {
    if (code === 0x5b) this.#place = 'csi';
    // OSC, DCS, SOS, PM and APC hold a string up to BEL or ST.
    else if ([0x5d, 0x50, 0x58, 0x5e, 0x5f].includes(code)) this.#place = 'string';
    else this.#place = code >= 0x20 && code <= 0x2f ? 'one-more' : 'text';
  }

  #inControlSequence(code: number): string {
    // A line end ends a sequence that noise has begun.
    if (code === 10 || code === 13) {
      this.#place = 'text';
      return String.fromCharCode(code);
    }
    if (code < 0x40 || code > 0x7e) return '';
    this.#place = 'text';
    return code === 0x4b ? ERASE : '';
  }
}

function isKept(code: number): boolean {
  return code >= 32 ? code !== 127 : code === 9 || code === 10 || code === 13 || code === 8;
}

function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isKept(text.charCodeAt(at))) return true;
  return false;
}

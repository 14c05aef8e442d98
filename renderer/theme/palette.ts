export const THEMES = ['dark', 'light', 'outdoor'] as const;
export type ThemeName = (typeof THEMES)[number];

/**
 * The colours of one theme. Text colours (`text` to `bad`) keep at least 4.5:1 against every surface
 * (`bg`, `panel`, `raise`, `sel`); `outdoor` keeps at least 7:1, for a screen in the sun.
 */
export interface Palette {
  bg: string;
  panel: string;
  raise: string;
  sel: string;
  line: string;
  /** Around what has a label of its own: buttons. */
  rim: string;
  /** Edges that alone carry the meaning: fields, empty dots (3:1, WCAG 1.4.11). */
  edge: string;
  text: string;
  dim: string;
  faint: string;
  brand: string;
  /** Fill of the one most important button, and the text on it. */
  brandFill: string;
  onBrand: string;
  in: string;
  out: string;
  ok: string;
  warn: string;
  bad: string;
}

export const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  dark: {
    bg: '#0e1116',
    panel: '#151920',
    raise: '#1b2029',
    sel: '#202c42',
    line: '#272e39',
    rim: '#3a4453',
    edge: '#6b7687',
    text: '#e7ebf1',
    dim: '#a2acba',
    faint: '#8e99a9',
    brand: '#ffb020',
    brandFill: '#ffb020',
    onBrand: '#1c1300',
    in: '#58c4ff',
    out: '#b79bff',
    ok: '#3fcf8e',
    warn: '#ffb020',
    bad: '#ff7b7b',
  },
  light: {
    bg: '#f3f5f8',
    panel: '#ffffff',
    raise: '#f7f9fb',
    sel: '#e3eefb',
    line: '#dde3ea',
    rim: '#c0c9d4',
    edge: '#7d8896',
    text: '#171c24',
    dim: '#4a5462',
    faint: '#5c6675',
    brand: '#8a5600',
    brandFill: '#ffb020',
    onBrand: '#1c1300',
    in: '#00639b',
    out: '#5f3bc4',
    ok: '#00703f',
    warn: '#8a5200',
    bad: '#b92222',
  },
  outdoor: {
    bg: '#ffffff',
    panel: '#ffffff',
    raise: '#ffffff',
    sel: '#ffeeb8',
    line: '#8a8a8a',
    rim: '#000000',
    edge: '#000000',
    text: '#000000',
    dim: '#1f1f1f',
    faint: '#2e2e2e',
    brand: '#5c3a00',
    brandFill: '#000000',
    onBrand: '#ffffff',
    in: '#003f80',
    out: '#45148f',
    ok: '#00451f',
    warn: '#5c3500',
    bad: '#8a0000',
  },
};

export const SURFACES = ['bg', 'panel', 'raise', 'sel'] as const satisfies readonly (keyof Palette)[];
export const TEXT_COLOURS = [
  'text',
  'dim',
  'faint',
  'brand',
  'in',
  'out',
  'ok',
  'warn',
  'bad',
] as const satisfies readonly (keyof Palette)[];

export function isThemeName(name: string | undefined): name is ThemeName {
  return THEMES.some((theme) => theme === name);
}

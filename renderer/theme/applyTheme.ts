import { PALETTES, type ThemeName } from './palette.ts';

/** Puts the palette on the page as custom properties (`--kb-panel`, …), which all styles use. */
export function applyTheme(name: ThemeName): void {
  const root = document.documentElement;
  root.dataset.theme = name;
  root.style.colorScheme = name === 'dark' ? 'dark' : 'light';
  for (const [key, value] of Object.entries(PALETTES[name])) root.style.setProperty(`--kb-${key}`, value);
}

import { useSyncExternalStore } from 'react';
import { saveText, savedText } from './savedText.ts';
import { applyTheme } from '../theme/applyTheme.ts';
import { isThemeName, type ThemeName } from '../theme/palette.ts';

const KEY = 'kerbside.theme';
const listeners = new Set<() => void>();
let current: ThemeName = 'dark';

/** Takes the saved theme, or what the system prefers, before anything is drawn. */
export function startTheme(): void {
  const saved = savedText('localStorage', KEY);
  const preferred = window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  const contrasting = window.matchMedia('(prefers-contrast: more)').matches ? 'outdoor' : preferred;
  current = isThemeName(saved) ? saved : contrasting;
  applyTheme(current);
}

export function setTheme(name: ThemeName): void {
  current = name;
  saveText('localStorage', KEY, name);
  applyTheme(name);
  for (const listener of listeners) listener();
}

export function useThemeName(): ThemeName {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

import { useState } from 'react';
import { savedText, saveText } from '../../../state/savedText.ts';
import { TIME_MODES, type TimeMode } from './timeMode.ts';

const KEY = 'kerbside.timeMode';

/** How this technician wants times, kept in the browser. */
export function useTimeMode(): [TimeMode, (mode: TimeMode) => void] {
  const [mode, setMode] = useState<TimeMode>(() => {
    const saved = savedText('localStorage', KEY);
    return TIME_MODES.find((one) => one === saved) ?? 'absolute';
  });
  return [
    mode,
    (next) => {
      saveText('localStorage', KEY, next);
      setMode(next);
    },
  ];
}

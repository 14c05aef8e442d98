import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createTimeFormats, type TimeFormats } from './timeFormats.ts';

/** Times and spans as the technician's language writes them. */
export function useTimeFormats(): TimeFormats {
  const { language } = useTranslation().i18n;
  return useMemo(() => createTimeFormats(language), [language]);
}

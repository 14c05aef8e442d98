import { useTranslation } from 'react-i18next';
import { createTimeFormats, type TimeFormats } from './timeFormats.ts';

/** Making `Intl` formats takes longer than drawing what they are for: one set for each language. */
const made = new Map<string, TimeFormats>();

/** Times and spans as the technician's language writes them. */
export function useTimeFormats(): TimeFormats {
  const { language } = useTranslation().i18n;
  const formats = made.get(language) ?? createTimeFormats(language);
  made.set(language, formats);
  return formats;
}

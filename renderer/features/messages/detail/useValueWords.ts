import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assertNever.ts';
import { valueWords, type ValuePlace } from '../../../../shared/ocpp/fieldMeanings/valueWords.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';

/** Says a value of a message as a person would: with its unit, as a span, as a local time. */
export function useValueWords(): (place: ValuePlace) => string | undefined {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { language } = i18n;
  const numbers = useMemo(() => new Intl.NumberFormat(language, { maximumFractionDigits: 3 }), [language]);
  const number = (value: number): string => numbers.format(value);
  const quantity = (value: number, unit: string): string => {
    const isLarge = Math.abs(value) >= 1000 && (unit === 'W' || unit === 'Wh');
    return isLarge ? `${number(value / 1000)} k${unit}` : `${number(value)} ${unit}`;
  };
  return (place) => {
    const words = valueWords(place);
    switch (words?.kind) {
      case undefined:
        return undefined;
      case 'quantity': {
        const said = quantity(words.value, words.unit);
        return words.isAssumed ? t('messages.field.assumedUnit', { said }) : said;
      }
      case 'duration':
        return formats.duration(words.seconds * 1000);
      case 'epoch':
        return t('json.localTime', { time: times.local(words.at) });
      case 'cardNumber':
        return t('messages.field.cardNumber', { count: words.bytes });
      default:
        return assertNever(words);
    }
  };
}

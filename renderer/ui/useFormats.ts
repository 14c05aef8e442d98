import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { durationParts } from './durationParts.ts';

export interface Formats {
  /** 10:41:07, by the clock of this machine. */
  time(at: number): string;
  /** 41 min, 2 h 5 min. */
  duration(durationMs: number): string;
  /** +0.4 s */
  skew(skewMs: number): string;
  power(powerW: number): string;
  energy(energyWh: number): string;
  bytes(sizeBytes: number): string;
  /** 3.2 MB, 410 kB: what grows before one's eyes. */
  amount(sizeBytes: number): string;
  /** 1.4 MB/s */
  rate(bytesPerS: number): string;
  count(value: number): string;
  percent(value: number): string;
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Quantities and times as the technician's language writes them. */
export function useFormats(): Formats {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => createFormats(language, t), [language, t]);
}

function stepOf(sizeBytes: number): number {
  return Math.min(SIZES.length - 1, Math.floor(Math.log10(Math.max(1, sizeBytes)) / 3));
}

/** In the unit that suits, with a tenth from megabytes on while there are few of them. */
function scaled(sizeBytes: number): { value: number; name: string; digits: number } {
  const step = stepOf(sizeBytes);
  const value = sizeBytes / 1000 ** step;
  return { value, name: SIZES[step] ?? 'byte', digits: step >= 2 && value < 100 ? 1 : 0 };
}

function createFormats(language: string, t: TFunction): Formats {
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium', hourCycle: 'h23' });
  const count = new Intl.NumberFormat(language);
  const fixed = (value: number, digits: number): string =>
    new Intl.NumberFormat(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  const unit = (value: number, name: string, digits = 0): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      // The short form of a byte is the word, without a plural in some languages.
      unitDisplay: name === 'byte' ? 'long' : 'short',
    }).format(value);
  const duration = (durationMs: number): string =>
    durationParts(durationMs)
      .map((part) => t(`common.duration.${part.unit}`, { count: part.count }))
      .join(' ');
  return {
    time: (at) => time.format(at),
    duration,
    skew: (skewMs) => {
      const sign = skewMs <= -50 ? '−' : '+';
      const amountMs = Math.abs(skewMs);
      if (amountMs < 60_000) return `${sign}${fixed(amountMs / 1000, 1)} s`;
      return `${sign}${duration(amountMs)}`;
    },
    // Watts and watt hours are no units of Intl.
    power: (powerW) => (Math.abs(powerW) < 1000 ? `${fixed(powerW, 0)} W` : `${fixed(powerW / 1000, 1)} kW`),
    energy: (energyWh) =>
      Math.abs(energyWh) < 1000 ? `${fixed(energyWh, 0)} Wh` : `${fixed(energyWh / 1000, 2)} kWh`,
    bytes: (sizeBytes) => {
      const step = stepOf(sizeBytes);
      return unit(Math.round(sizeBytes / 1000 ** step), SIZES[step] ?? 'byte');
    },
    amount: (sizeBytes) => {
      const { value, name, digits } = scaled(sizeBytes);
      return unit(value, name, digits);
    },
    rate: (bytesPerS) => {
      const { value, name, digits } = scaled(bytesPerS);
      return unit(value, `${name}-per-second`, digits);
    },
    count: (value) => count.format(value),
    percent: (value) => `${fixed(value, 0)} %`,
  };
}

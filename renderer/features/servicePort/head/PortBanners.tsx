import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortBanner, PortState } from '../../../../shared/service-port/portState.ts';
import { Dot, type DotTone } from '../../../ui/Dot.tsx';
import classes from './PortHead.module.css';

const TONES: Readonly<Record<PortBanner['level'], DotTone>> = {
  info: 'off',
  warning: 'warn',
  problem: 'bad',
};

/** Why the port is not open, and what has to be known while it is: an echo, another master, noise. */
export function PortBanners({ port: { failure, banners } }: { port: PortState }): JSX.Element {
  const { t } = useTranslation();
  const all: readonly Omit<PortBanner, 'code'>[] = [
    ...(failure === undefined ? [] : [{ ...failure, level: 'problem' as const }]),
    ...banners,
  ];
  return (
    <div aria-live="polite">
      {all.map(({ level, sentence, remedy }) => (
        <div key={sentence} className={classes.banner} data-level={level}>
          <Dot tone={TONES[level]} label={t(`transfer.level.${level}`)} />
          <p>
            {sentence} {remedy !== undefined && <span className="dim">{remedy}</span>}
          </p>
        </div>
      ))}
    </div>
  );
}

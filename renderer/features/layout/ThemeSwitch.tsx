import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { setTheme, useThemeName } from '../../state/useThemeName.ts';
import { THEMES, type ThemeName } from '../../theme/palette.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import classes from './ThemeSwitch.module.css';

const ICONS: Readonly<Record<ThemeName, IconName>> = { dark: 'moon', light: 'sun', outdoor: 'outdoor' };

/** Radio buttons, so that the arrow keys walk them. */
export function ThemeSwitch(): JSX.Element {
  const { t } = useTranslation();
  const current = useThemeName();
  return (
    <div className={classes.themes} role="radiogroup" aria-label={t('shell.theme.label')}>
      {THEMES.map((name) => (
        <label key={name} title={t(`shell.theme.${name}`)}>
          <input
            className="unseen"
            type="radio"
            name="theme"
            checked={name === current}
            onChange={() => setTheme(name)}
            aria-label={t(`shell.theme.${name}`)}
          />
          <Icon name={ICONS[name]} />
        </label>
      ))}
    </div>
  );
}

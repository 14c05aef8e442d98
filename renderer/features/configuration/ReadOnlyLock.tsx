import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';

/** Beside the name of a setting that the charger only shows. */
export function ReadOnlyLock({ className }: { className: string | undefined }): JSX.Element {
  const { t } = useTranslation();
  const words = t('configuration.access.read-only');
  return (
    <span className={className} role="img" aria-label={words} title={words}>
      <Icon name="lock" size={11} />
    </span>
  );
}

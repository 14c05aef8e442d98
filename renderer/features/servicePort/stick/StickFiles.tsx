import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { StickFile } from '../../../../shared/service-port/stick/stickPlan.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './Stick.module.css';

/** Every file of the stick with its size; of the password it is not told. */
export function StickFiles({ files }: { files: readonly StickFile[] }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <ul className={classes.files} tabIndex={0} aria-label={t('stick.plan.files')}>
      {files.map(({ path, kind, sizeBytes }) => (
        <li key={path}>
          <span className="mono">{path}</span>{' '}
          <span className="dim">
            {t(`stick.kind.${kind}`)}
            {kind !== 'password' && ` · ${formats.amount(sizeBytes ?? 0)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import { NotHere } from '../../ui/NotHere.tsx';

/** An address of a port that was not opened in this visit: an old bookmark, or it was forgotten. */
export function PortNotOpened({ path }: { path: string }): JSX.Element {
  const { t } = useTranslation();
  return (
    <NotHere title={t('port.unknown.title', { path })} text={t('port.unknown.text')}>
      <Button component="a" variant="filled" href={formatRoute({ screen: 'ports', path })}>
        {t('port.unknown.open')}
      </Button>
    </NotHere>
  );
}

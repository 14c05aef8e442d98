import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemRisk } from '../../../../shared/service-port/driverItem.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import classes from './Values.module.css';
import { usePortItems } from './usePortItems.ts';

/** The gravest first. */
const SHOWN: readonly Exclude<ItemRisk, 'none'>[] = ['safety', 'restart', 'charging'];
const SIGNS = { safety: '◆', restart: '↻', charging: '⚡' } as const;

/** Which settings do more than change a value, above the grid: each asks again while a car is charging. */
export function ItemRisks({ port }: { port: PortState }): JSX.Element | undefined {
  const { t } = useTranslation();
  const items = usePortItems(port).filter(({ access, risk }) => access !== 'read-only' && risk !== 'none');
  if (items.length === 0) return <div />;
  return (
    <details className={classes.risks}>
      <summary>
        {t('port.risk.title')}
        {SHOWN.map((risk) => {
          const count = items.filter((item) => item.risk === risk).length;
          return (
            count > 0 && (
              <span key={risk} data-risk={risk}>
                <span aria-hidden="true">{SIGNS[risk]}</span> {t(`port.risk.${risk}`, { count })}
              </span>
            )
          );
        })}
      </summary>
      <ul>
        {SHOWN.flatMap((risk) =>
          items
            .filter((item) => item.risk === risk)
            .map((item) => (
              <li key={item.key} data-risk={risk}>
                <span aria-hidden="true">{SIGNS[risk]}</span> <b>{item.title}</b> {t(`port.risk.why.${risk}`)}
              </li>
            )),
        )}
      </ul>
      {port.isCharging === true && <p>{t('port.risk.now')}</p>}
    </details>
  );
}

import { useTranslation } from 'react-i18next';
import type { Connector } from '../../../shared/station/station.ts';

/** A connector as its version counts: connector 0 of 1.6 is the station itself. */
export function useConnectorName(): (connector: Pick<Connector, 'evseId' | 'connectorId'>) => string {
  const { t } = useTranslation();
  return ({ evseId, connectorId }) => {
    if (evseId !== undefined) return t('overview.connectors.evse', { evse: evseId, id: connectorId });
    return connectorId === 0
      ? t('overview.connectors.whole')
      : t('overview.connectors.connector', { id: connectorId });
  };
}

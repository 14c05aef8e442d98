import type { TFunction } from 'i18next';
import type { VariantParts } from '../../shared/ocpp/version.ts';

/** A version on its transport, as people call it: WebSocket is what nobody needs to mention. */
export function variantName(t: TFunction, { version, transport }: VariantParts): string {
  return transport === 'soap' ? t('practice.overSoap', { version }) : version;
}

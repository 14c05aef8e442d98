import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortCapability } from '../../../shared/service-port/capability.ts';
import type { PortState } from '../../../shared/service-port/portState.ts';
import page from '../../ui/transfer/TransferPage.module.css';
import { isPortOpen } from '../../state/portTone.ts';

interface WithCapabilityProps {
  port: PortState;
  capability: PortCapability;
  children: ReactNode;
}

/** A tab, or in one sentence why this device has nothing to show there. */
export function WithCapability({ port, capability, children }: WithCapabilityProps): JSX.Element {
  const { t } = useTranslation();
  const { capabilities, phase, profileId } = port;
  if (capabilities?.can.includes(capability) === true) return <>{children}</>;
  const told = capabilities?.cannot.find((one) => one.capability === capability)?.sentence;
  const ours = profileId === undefined ? 'noProfile' : isPortOpen(phase) ? 'notTold' : 'closed';
  return (
    <div className={page.page}>
      <section className={page.empty}>
        <h2>{t(`port.missing.${capability}`)}</h2>
        <p>{told ?? t(`port.missing.${ours}`)}</p>
      </section>
    </div>
  );
}

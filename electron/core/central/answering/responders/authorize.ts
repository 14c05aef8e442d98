import type { Responder } from './responder.ts';

/** OCPP 1.6 §6.1. */
export const authorize16: Responder = () => ({ idTagInfo: { status: 'Accepted' } });

/**
 * OCPP 2.x C07: a contract certificate is answered with its own status. There is no root to check it against here;
 * accepting lets plug and charge be tried.
 */
export const authorize2: Responder = (payload) => {
  const hasCertificate =
    payload['certificate'] !== undefined || payload['iso15118CertificateHashData'] !== undefined;
  const idTokenInfo = { status: 'Accepted' };
  return hasCertificate ? { idTokenInfo, certificateStatus: 'Accepted' } : { idTokenInfo };
};

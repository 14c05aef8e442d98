import type { LinkOrigin } from '../../shared/contract/handlers.ts';

/**
 * Where a browser is, by the address from which it comes. Loopback (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3) cannot be
 * reached from another machine. This computer under one of its other addresses counts as far: it has the printed
 * address on loopback as well. An address that is not known is far.
 */
export function originOf(address: string | undefined): LinkOrigin {
  const plain = (address ?? '').toLowerCase().replace(/^::ffff:/, '');
  return plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain) ? 'here' : 'far';
}

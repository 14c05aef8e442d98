import type { KeyDescription, KeyRisk, KeyRole } from '../keyDescription.ts';
import type { MakerKey, MakerPack } from './makerPack.ts';

const SECRET_ROLES: ReadonlySet<KeyRole> = new Set(['backend-password', 'apn-password']);

/** What a change puts at stake, by what the key is for; a wrong address is worse than anything else. */
const ROLE_RISKS: Readonly<Partial<Record<KeyRole, KeyRisk>>> = {
  'backend-url': 'connection',
  'backend-host': 'connection',
  'backend-port': 'connection',
  'backend-path': 'connection',
  'backend-identity': 'connection',
  'backend-password': 'connection',
  'backend-enabled': 'connection',
  'security-profile': 'connection',
  apn: 'connection',
  'apn-user': 'connection',
  'apn-password': 'connection',
  'max-current': 'safety',
  'load-balancing': 'safety',
  'free-charging': 'charging',
};

/** Members without those that are undefined, which zod's optional fields may be. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<T>;
}

/** A maker's key in the form of the catalogue. Passwords are secret, whether the pack says so or not. */
export function makerKeyDescription(pack: MakerPack, makerKey: MakerKey): KeyDescription {
  const { source = pack.source, evidence = pack.evidence, usual, role, ...fields } = makerKey;
  const isSecret = makerKey.isSecret === true || (role !== undefined && SECRET_ROLES.has(role));
  const risk = makerKey.risk ?? (role === undefined ? undefined : ROLE_RISKS[role]);
  return present({
    ...fields,
    usual: usual === undefined ? undefined : present(usual),
    role,
    risk,
    isSecret: isSecret ? true : undefined,
    profile: 'Maker' as const,
    isRequired: false,
    pack: { id: pack.id, name: pack.name },
    clause: source,
    evidence,
  }) as KeyDescription;
}

/**
 * What keys are compared by. Case does not count in a CiString50Type (OCPP 1.6 §7.29), yet many stations find a key in
 * their own spelling only.
 */
export function keyIdentity(key: string): string {
  return key.trim().toLowerCase();
}

export function isSameKey(one: string, other: string): boolean {
  return keyIdentity(one) === keyIdentity(other);
}

/** A key as this station spells it, so that it is found there; as given where the station has shown no spelling. */
export function spellingOf(key: string, spoken: Iterable<string>): string {
  for (const own of spoken) if (isSameKey(own, key)) return own;
  return key;
}

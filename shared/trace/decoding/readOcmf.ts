/** Whether a text claims to be signed meter data in the Open Charge Metering Format. */
export function isOcmf(text: string): boolean {
  return /^\s*OCMF\|/.test(text);
}

/**
 * The payload and the signature of `OCMF|{…}|{…}` (Open Charge Metering Format 1.0 §2) as one JSON text, digit for
 * digit. The signature is never checked. Nothing where a part is no JSON.
 */
export function readOcmf(text: string): string | undefined {
  const body = text.trim().slice('OCMF|'.length);
  const split = body.lastIndexOf('}|');
  const payload = split === -1 ? body : body.slice(0, split + 1);
  const signature = split === -1 ? '' : body.slice(split + 2).trim();
  if (!isJson(payload) || (signature !== '' && !isJson(signature))) return undefined;
  return signature === '' ? `{"payload":${payload}}` : `{"payload":${payload},"signature":${signature}}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Asked because it may be none.
    return false;
  }
}

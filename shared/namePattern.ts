/** Whether a name is what a pattern says, where `*` stands for anything, without regard to case and blanks around it. */
export function fitsNamePattern(name: string, pattern: string): boolean {
  // Only what stands between the stars is looked for, from left to right: a pattern of a file must not cost more than that.
  const parts = pattern.trim().toLowerCase().split('*');
  const text = name.trim().toLowerCase();
  const [first = ''] = parts;
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return text.length - last.length >= at && text.endsWith(last);
}

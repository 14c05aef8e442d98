/** A folder of its own beside an archive, named after it: `/a/log.tar.gz` goes to `/a/log`; what has no ending gets one. */
export function usualFolder(archivePath: string, inside: readonly string[]): string {
  const cut = Math.max(archivePath.lastIndexOf('/'), archivePath.lastIndexOf('\\')) + 1;
  const parts = [archivePath.slice(cut), ...inside.map((part) => part.split(/[/\\]/).at(-1) ?? part)];
  const name = parts.map((part) => part.replace(/(?:\.tar)?\.[^.]{1,6}$/, '')).join(' ');
  const isSame = inside.length === 0 && name === parts[0];
  return archivePath.slice(0, cut) + (isSame ? `${name} extracted` : name);
}

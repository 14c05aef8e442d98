/**
 * A JSON text whose end is missing, cut back to its last whole value, with everything that is open closed. Nothing
 * where the text does not begin as an object or a list.
 */
export function closeCutJson(text: string): string | undefined {
  const open: string[] = [];
  let isInString = false;
  let safe = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isInString) {
      if (char === '\\') at += 1;
      else if (char === '"') isInString = false;
      continue;
    }
    switch (char) {
      case '"':
        isInString = true;
        break;
      case '{':
      case '[':
        open.push(char === '{' ? '}' : ']');
        safe = at + 1;
        break;
      case '}':
      case ']':
        open.pop();
        safe = at + 1;
        break;
      case ',':
        safe = at;
        break;
      default:
    }
  }
  return safe === 0 ? undefined : text.slice(0, safe) + open.toReversed().join('');
}

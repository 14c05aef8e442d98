/** Text of a charger on one line of the terminal: what would move the cursor or end the line is written as `\n` and its like. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (sign) => {
    const escaped = JSON.stringify(sign).slice(1, -1);
    return escaped === sign ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}` : escaped;
  });
}

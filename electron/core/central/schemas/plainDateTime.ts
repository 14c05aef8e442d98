const PLAIN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 in the spelling that nearly every station uses; false is no verdict. */
export function isPlainDateTime(text: string): boolean {
  return (
    PLAIN.test(text) && (text.charCodeAt(8) < 0x33 ? !text.startsWith('02-29', 5) : isLongMonthDay(text))
  );
}

/** Days 30 and 31. */
function isLongMonthDay(text: string): boolean {
  const month = Number(text.slice(5, 7));
  if (month === 2) return false;
  return text.charCodeAt(9) === 0x30 || [1, 3, 5, 7, 8, 10, 12].includes(month);
}

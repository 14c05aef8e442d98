import { expect, it } from 'vitest';
import { frameLine } from '../../../../renderer/features/messages/selection/copyFrames.ts';

it('a frame is one line as it was on the wire; what is no JSON is a JSON string', () => {
  const line = (raw: string, rawEncoding: 'text' | 'base64' = 'text'): string =>
    frameLine({ raw, rawEncoding });
  const long = '[2,"1","MeterValues",{"transactionId":9223372036854775807}]';
  expect(line(long)).toBe(long);
  expect(line('[2,\n  "1",\r\n  "A",\n{ "a" : "x  y" }\n]\0')).toBe('[2, "1", "A", { "a" : "x  y" } ]');
  expect(line('<a>\n</a>')).toBe('"<a>\\n</a>"');
  expect(line('//79', 'base64')).toBe('{"base64":"//79"}');
});

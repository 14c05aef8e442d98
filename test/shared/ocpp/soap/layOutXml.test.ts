import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layOutXml } from '../../../../shared/ocpp/soap/layOutXml.ts';

it('puts each element on a line, with its text', () => {
  expect(layOutXml('<?xml version="1.0"?><a x="1>2"><b>t &amp; u</b><c/><d></d>\n<e><f>1</f></e></a>')).toBe(
    [
      '<?xml version="1.0"?>',
      '<a x="1>2">',
      '  <b>t &amp; u</b>',
      '  <c/>',
      '  <d></d>',
      '  <e>',
      '    <f>1</f>',
      '  </e>',
      '</a>',
    ].join('\n'),
  );
});

it('has nothing to say about what is no XML', () => {
  expect(layOutXml('java.lang.NullPointerException')).toBeUndefined();
  expect(layOutXml('')).toBeUndefined();
});

it('loses nothing but blanks, however broken the text', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('<a>', '</a>', '<b/>', '<!--', '-->', '<', '>', '"', 'x'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
      const text = `<${pieces.join('')}`;
      expect(layOutXml(text)?.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { contrast } from '../../../renderer/theme/contrast.ts';
import { PALETTES, SURFACES, TEXT_COLOURS, THEMES } from '../../../renderer/theme/palette.ts';

const NEEDED = { dark: 4.5, light: 4.5, outdoor: 7 };

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe.each(THEMES)('theme %s', (name) => {
  const palette = PALETTES[name];

  it.each(SURFACES)('has text that can be read on %s', (surface) => {
    for (const colour of TEXT_COLOURS) {
      expect(contrast(palette[colour], palette[surface]), colour).toBeGreaterThanOrEqual(NEEDED[name]);
    }
  });

  it('has a main button whose text can be read', () => {
    expect(contrast(palette.onBrand, palette.brandFill)).toBeGreaterThanOrEqual(NEEDED[name]);
  });

  it('has edges that can be seen', () => {
    for (const surface of SURFACES) {
      expect(contrast(palette.edge, palette[surface]), surface).toBeGreaterThanOrEqual(3);
    }
  });
});

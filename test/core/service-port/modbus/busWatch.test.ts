import { expect, it } from 'vitest';
import { BusWatch } from '../../../../electron/core/service-port/drivers/modbus/busWatch.ts';

function watch() {
  const clock = { ms: 0 };
  const banners: string[] = [];
  const bus = new BusWatch({ onBanner: ({ code }) => banners.push(code) }, () => clock.ms);
  return { bus, banners, clock };
}

it('one frame of somebody else on a good line is another master', () => {
  const { bus, banners } = watch();
  bus.good();
  bus.otherMaster('FC4 unit 3');
  expect(bus.hasOtherMaster).toBe(true);
  expect(banners).toEqual(['other-master']);
});

it('among noise one frame may be chance, and a second one soon after is none', () => {
  const { bus, banners, clock } = watch();
  for (let piece = 0; piece < 10; piece += 1) bus.damaged();
  bus.otherMaster('FC4 unit 3');
  clock.ms = 60_000;
  bus.otherMaster('FC6 unit 200');
  expect(bus.hasOtherMaster).toBe(false);
  expect(bus.isForeignWithin(5000)).toBe(false);
  expect(banners).toEqual(['noise']);
  clock.ms += 1000;
  bus.otherMaster('FC4 unit 3');
  expect(bus.hasOtherMaster).toBe(true);
  expect(banners).toEqual(['noise', 'other-master']);
});

import { expect, it } from 'vitest';
import { PortSource } from '../../../electron/core/configuration/sources/port/portSource.ts';
import type { DriverItem, ItemReading } from '../../../shared/service-port/driverItem.ts';

const item = (key: string, access: DriverItem['access']): DriverItem => ({
  key,
  title: key,
  type: 'integer',
  access,
  risk: 'none',
  isSecret: false,
  isLive: false,
});
const ITEMS = [item('current', 'read-write'), item('restart', 'write-only')];

function sourceOf(reading: Partial<ItemReading>, items = ITEMS): PortSource {
  return new PortSource({
    items: () => items,
    read: (keys) => Promise.resolve(keys.map((key) => ({ key, at: 0, ...reading }))),
    write: () => Promise.reject(new Error('nothing is written here')),
  });
}

it('was not read where nothing was told, whatever there is to be written', async () => {
  const silent = await sourceOf({ failure: 'no-answer', trouble: 'It did not answer.' }).readWhole(
    'full',
    {},
  );
  expect(silent).toMatchObject({ how: 'not-read', isWhole: false, unread: ['current'] });
  expect(silent.sentence).toContain('Read 0 items of the profile');
  const told = await sourceOf({ value: '16' }).readWhole('full', {});
  expect(told).toMatchObject({ how: 'driver', isWhole: true });
  expect(told.sentence).toBe('Read 1 item of the profile, over the service port.');
  const onlyWritten = await sourceOf({}, [item('restart', 'write-only')]).readWhole('full', {});
  expect(onlyWritten).toMatchObject({ how: 'driver', isWhole: true });
});

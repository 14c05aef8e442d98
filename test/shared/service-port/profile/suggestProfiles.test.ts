import { expect, it } from 'vitest';
import { suggestProfiles } from '../../../../shared/service-port/profile/suggestProfiles.ts';

const PROFILES = [
  { id: 'any', usb: [{ vid: '1a86', isOwn: false }] },
  { id: 'exact', usb: [{ vid: '1a86', pid: '7523', isOwn: false }] },
  { id: 'inside', usb: [{ vid: '1a86', pid: '7523', isOwn: true }] },
  { id: 'other', usb: [{ vid: '0403', pid: '6001', isOwn: false }] },
  { id: 'none' },
];

it.each([
  [{ vid: '1A86', pid: '7523' }, ['inside', 'exact', 'any']],
  [{ vid: '1a86', pid: 'ffff' }, ['any']],
  [{ vid: '1a86' }, ['any']],
  [{ vid: 'dead', pid: 'beef' }, []],
  [{}, []],
])('an adapter %j suggests %j, the surest first', (adapter, ids) => {
  expect(suggestProfiles(PROFILES, adapter).map(({ id }) => id)).toEqual(ids);
});

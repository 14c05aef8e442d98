import { assertNever } from '../../assertNever.ts';
import type { SecretKind } from './keyMeaning.ts';

/** What two writings of one value share. */
export function bareCode(value: string, kind: SecretKind): string {
  const isCode = kind === 'tag' || kind === 'mac';
  // Passwords that differ in case are two passwords.
  if (kind === 'secret') return value;
  return (isCode ? value.replaceAll(/[\s:.-]/g, '') : value).toUpperCase();
}

/**
 * The stand-in of the `number`-th value of a kind, in the shape of the value: an id tag within its 20 characters, digits
 * of the same length, addresses of the ranges that are kept for documentation (RFC 5737, RFC 3849). `writing` counts
 * the ways in which one value was written.
 */
export function standInText(kind: SecretKind, number: number, value: string, writing: number): string {
  switch (kind) {
    case 'secret':
      return named('SECRET', number, writing);
    case 'user':
      return named('USER', number, writing);
    case 'tag':
      return named('TAG', number, writing);
    case 'ssid':
      return named('SSID', number, writing);
    case 'apn':
      return named('APN', number, writing);
    case 'station':
      return named('STATION', number, writing);
    case 'serial':
      return named('SERIAL', number, writing);
    case 'sim':
      return digits(number, value);
    case 'phone':
      return `${value.trim().startsWith('+') ? '+' : ''}${digits(number, value.replaceAll(/\D/g, ''))}`;
    case 'ipv4':
      return ipv4(number);
    case 'ipv6':
      return `2001:db8::${number.toString(16)}`;
    case 'mac':
      return mac(number, value);
    case 'email':
      return `user${number}@example.com`;
    default:
      return assertNever(kind);
  }
}

function named(word: string, number: number, writing: number): string {
  return writing === 1 ? `${word}-${number}` : `${word}-${number}.${writing}`;
}

/** ICCIDs begin with 89; the network 999-99 of an IMSI belongs to nobody (ITU-T E.212). */
function digits(number: number, value: string): string {
  const prefix = value.startsWith('89') ? '89' : '99999';
  const width = Math.max(value.length - prefix.length, String(number).length);
  return prefix + String(number).padStart(width, '0');
}

function ipv4(number: number): string {
  const documentation = ['192.0.2', '198.51.100', '203.0.113'][Math.floor((number - 1) / 254)];
  if (documentation !== undefined) return `${documentation}.${((number - 1) % 254) + 1}`;
  // 198.18.0.0/15 is for measurements (RFC 2544): 131,072 more.
  const rest = number - 763;
  return `198.${18 + ((rest >> 16) & 1)}.${(rest >> 8) & 255}.${rest & 255}`;
}

/** 02 as the first byte: given by hand, of no maker. */
function mac(number: number, value: string): string {
  const hex = `02${number.toString(16).padStart(10, '0')}`;
  const cased = /[a-f]/.test(value) ? hex : hex.toUpperCase();
  const separator = /[:.-]/.exec(value)?.[0] ?? '';
  const group = separator === '.' ? /.{4}/g : /../g;
  return separator === '' ? cased : (cased.match(group) ?? []).join(separator);
}

import { describe, expect, it } from 'vitest';
import { troubleIn } from '../../../../shared/service-port/lines/logTrouble.ts';

describe('what a line of a log says about the connection of a charger', () => {
  it.each([
    [
      "E (8123) esp-tls: couldn't get hostname for :csms.example.com: getaddrinfo() returns 202",
      'log-name-not-found',
    ],
    ['curl: (6) Could not resolve host: csms.example.com', 'log-name-not-found'],
    ['ws: Temporary failure in name resolution', 'log-name-not-found'],
    ["wget: bad address 'csms.example.com'", 'log-name-not-found'],
    ['connect failed: Connection refused', 'log-connection-refused'],
    [
      '[E][WiFiClient.cpp:268] connect(): socket error on fd 54, errno: 111, "Connection reset"',
      'log-connection-refused',
    ],
    ['Error: connect ECONNREFUSED 10.0.0.5:8887', 'log-connection-refused'],
    ['eth0: sendto: Network is unreachable', 'log-unreachable'],
    ['Connection to 10.0.0.5 timed out', 'log-unreachable'],
    ['E (9) esp-tls-mbedtls: mbedtls_ssl_handshake returned -0x2700', 'log-certificate-untrusted'],
    ['SSL certificate problem: unable to get local issuer certificate', 'log-certificate-untrusted'],
    [
      'tls: certificate verify failed: self-signed certificate in certificate chain',
      'log-certificate-untrusted',
    ],
    ['SSL: certificate is not yet valid', 'log-certificate-time'],
    ['X509: certificate has expired', 'log-certificate-time'],
    ['BADCERT_CN_MISMATCH', 'log-certificate-name'],
    ['ERROR: certificate verify failed: Hostname mismatch', 'log-certificate-name'],
    ['SSL_connect: error:1408F10B:SSL routines:ssl3_get_record:wrong version number', 'log-tls-failed'],
    ['E (77) esp-tls: mbedtls_ssl_handshake returned -0x7780', 'log-tls-failed'],
    ['ws: HTTP/1.1 401 Unauthorized', 'log-password-refused'],
    ['WebSocket handshake failed, status code 403', 'log-password-refused'],
    ['Error: Unexpected server response: 401', 'log-password-refused'],
    ['websocket upgrade failed with status 404', 'log-path-refused'],
    ['wlan0: WPA: 4-Way Handshake failed - pre-shared key may be incorrect', 'log-wifi-key'],
    [
      'wlan0: CTRL-EVENT-SSID-TEMP-DISABLED id=0 ssid="Depot" auth_failures=1 reason=WRONG_KEY',
      'log-wifi-key',
    ],
    ['W (5) wifi: disconnected, reason: 15 (4WAY_HANDSHAKE_TIMEOUT)', 'log-wifi-key'],
    ['wifi disconnected, reason:201', 'log-wifi-not-found'],
    ['wlan0: CTRL-EVENT-NETWORK-NOT-FOUND', 'log-wifi-not-found'],
    ['udhcpc: no lease, failing', 'log-no-address'],
    ['+CME ERROR: 10', 'log-sim'],
    ['+CPIN: SIM PIN', 'log-sim'],
    ['+CREG: 0,3', 'log-sim'],
    ['rtc-pcf8563: setting system clock to 1970-01-01T00:00:11 UTC (11)', 'log-clock-unset'],
    ['Thu Jan  1 00:00:31 UTC 1970', 'log-clock-unset'],
  ])('%s: %s', (line, code) => {
    expect(troubleIn(line)?.code).toBe(code);
  });

  it.each([
    '',
    'ocpp: connected to wss://csms.example.com/CP-1',
    'HTTP/1.1 101 Switching Protocols',
    'wifi: state: run -> auth (b0), reason: 0',
    'meter: 401 Wh, 404 mA, 15 A',
    'heap 40440 bytes, rssi -61 dBm',
    'simulation started',
    '+CPIN: READY',
    '+CREG: 0,1',
    'certificate loaded, handshake done',
    'TLS handshake ok (no failure)',
    '2026-11-27T10:00:00Z boot reason 1',
    '[2,"1","StatusNotification",{"info":"Connection refused"}]',
    'unknown command: foo',
  ])('nothing in %j', (line) => {
    expect(troubleIn(line)).toBeUndefined();
  });
});

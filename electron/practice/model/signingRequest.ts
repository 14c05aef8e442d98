/** A certificate signing request (PKCS #10, EC P-256) that any practice charger may send: Node cannot make one. */
export const SIGNING_REQUEST = [
  '-----BEGIN CERTIFICATE REQUEST-----',
  'MIHtMIGTAgEAMDExGjAYBgNVBAoMEUtlcmJzaWRlIFByYWN0aWNlMRMwEQYDVQQD',
  'DApQUkFDVElDRS0xMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaZn/HC75Qo2D',
  'Cnk+AmaCCyGhKAIv6wsV2P75E70wh62Ph1vv10p9PxKFC2YsSPufWd7Sz/v+qjF1',
  'iSHrW9TRgKAAMAoGCCqGSM49BAMCA0kAMEYCIQCHaMEaV35+aviTGhWpBA2bNokh',
  '6OB/Gv/rjDExvtzM6QIhAK0JD7z+oH95tLhcyO10XZ+LRr2o4SuFaMExKGwTnOlg',
  '-----END CERTIFICATE REQUEST-----',
].join('\n');

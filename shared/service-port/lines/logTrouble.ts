import type { Severity } from '../../trace/issue.ts';

/** What a line of a charger's log says about why it does not reach its central system, in words for the technician. */
export interface LogTrouble {
  code: string;
  severity: Severity;
  message: string;
  remedy: string;
}

interface Rule extends LogTrouble {
  pattern: RegExp;
}

/**
 * Texts of the programs that print them: getaddrinfo, curl and lwIP for names; errno (Linux, lwIP) for connections; OpenSSL, mbedTLS and
 * ESP-TLS for certificates; HTTP and WebSocket clients for refusals; wpa_supplicant and ESP-IDF for Wi-Fi; udhcpc and dhclient for
 * addresses; 3GPP TS 27.007 §9.2 for SIM cards. The first rule that fits a line is taken: the narrow ones stand before the wide ones.
 */
const RULES: readonly Rule[] = [
  {
    code: 'log-wifi-key',
    severity: 'error',
    pattern:
      /reason=WRONG_KEY|pre-shared key may be incorrect|4WAY_HANDSHAKE_TIMEOUT|reason:? ?\(?(?:15|202|204)\b|\bAUTH_FAIL\b|HANDSHAKE_TIMEOUT|wrong (?:wi-?fi|wlan) (?:password|key)/i,
    message: 'The charger is not let into the Wi-Fi: its key is probably wrong.',
    remedy:
      'Enter the key of the Wi-Fi anew; large and small letters count. Some chargers know only WPA2 and 2.4 GHz.',
  },
  {
    code: 'log-wifi-not-found',
    severity: 'error',
    pattern:
      /NO_AP_FOUND|CTRL-EVENT-NETWORK-NOT-FOUND|reason:? ?\(?201\b|(?:ssid|access point|\bAP\b) not found/i,
    message: 'The charger does not find its Wi-Fi.',
    remedy:
      'Is the name of the Wi-Fi spelt rightly, is it on 2.4 GHz, and is it strong enough inside the housing?',
  },
  {
    code: 'log-certificate-time',
    severity: 'error',
    pattern:
      /certificate (?:has expired|is expired|is not yet valid|not yet valid)|CERT_(?:HAS_EXPIRED|NOT_YET_VALID)|BADCERT_(?:EXPIRED|FUTURE)|validity (?:has expired|starts in the future)/i,
    message: 'The charger says that the certificate of its central system is expired or not valid yet.',
    remedy:
      'Look at the clock of the charger first: without the right time every certificate is wrong. If the clock is right, the certificate of the server has to be renewed.',
  },
  {
    code: 'log-certificate-name',
    severity: 'error',
    pattern:
      /BADCERT_CN_MISMATCH|(?:host ?name|CN|common name|subject name) (?:mismatch|verification failed)|ERR_TLS_CERT_ALTNAME|certificate (?:name|subject)[^\r\n]{0,60}(?:not match|mismatch)|Common Name \(CN\)[^\r\n]{0,60}not match/i,
    message: 'The charger says that the certificate of its central system is for another name.',
    remedy: 'Compare the host in the address that the charger has with the names in the certificate.',
  },
  {
    code: 'log-certificate-untrusted',
    severity: 'error',
    pattern:
      /certificate verif(?:y|ication) failed|unable to get (?:local )?issuer certificate|self[- ]signed certificate|unknown[ _]ca\b|X509_CERT_VERIFY_FAILED|BADCERT_NOT_TRUSTED|CERT_UNTRUSTED|-0x2700\b|No CA (?:chain|cert)|peer certificate cannot be authenticated/i,
    message: 'The charger does not trust the certificate of its central system.',
    remedy:
      'Install the root certificate of the server on the charger (OCPP: InstallCertificate, CentralSystemRootCertificate or CSMSRootCertificate), or give the server a certificate that the charger knows.',
  },
  {
    code: 'log-tls-failed',
    severity: 'error',
    pattern:
      /(?:SSL|TLS)[^\r\n]{0,40}handshake[ :]+(?:has |was )?(?:failed|failure|error)|handshake failure|mbedtls_ssl_handshake returned|wrong version number|no (?:shared|suitable) cipher|protocol version alert|ESP_ERR_MBEDTLS_SSL_HANDSHAKE_FAILED/i,
    message: 'The charger could not agree on TLS with its central system.',
    remedy:
      'Does the address say wss:// to a port that speaks plain ws://, or is the TLS of the charger too old for the server? Let it connect to Kerbside: the list of attempts shows what it offers.',
  },
  {
    code: 'log-name-not-found',
    severity: 'error',
    pattern:
      /getaddrinfo|EAI_(?:AGAIN|NONAME)|(?:could ?n[o']t|cannot|can't|unable to|failed to) (?:resolve|look ?up|get hostname)|Name or service not known|name resolution|NXDOMAIN|hostByName|UnknownHost|unknown host|DNS (?:lookup |query |resolution |request )?(?:failed|error|time)|bad address '/i,
    message: 'The charger cannot find the address of a host by its name.',
    remedy:
      'Is the host in the address of the central system spelt rightly? Has the charger a DNS server (DHCP or a fixed one), and does that know the name? A name in the network of an operator may need its VPN or APN.',
  },
  {
    code: 'log-connection-refused',
    severity: 'error',
    pattern: /connection (?:was )?refused|ECONNREFUSED|connect[^\r\n]{0,40}(?:errno|error)[ =:]*111\b/i,
    message:
      'The computer that the charger connects to refuses the connection: nothing listens at that port.',
    remedy:
      'Compare host and port in the address that the charger has with those of the central system, and ask whether a firewall refuses it.',
  },
  {
    code: 'log-unreachable',
    severity: 'error',
    pattern:
      /network is unreachable|no route to host|host is unreachable|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|\bconnect(?:ion|ing)?(?: attempt)?[^\r\n]{0,40}timed? ?out/i,
    message: 'The charger does not reach a host: there is no way to it, or nothing answers.',
    remedy:
      'Look at its address, mask and gateway, at the cable, the Wi-Fi or the mobile network, and at firewalls on the way.',
  },
  {
    code: 'log-password-refused',
    severity: 'error',
    pattern:
      /HTTP\/1\.[01] 40[13]\b|(?:unexpected|upgrade|handshake|websocket|ws)[^\r\n]{0,60}(?:response|status|code|error|failed)[^\r\n]{0,20}\b40[13]\b|\b401 unauthori[sz]ed|\b403 forbidden/i,
    message:
      'The server refuses the charger (401 or 403): its password, its identity or its certificate is not accepted.',
    remedy:
      'Compare the identity and the AuthorizationKey (OCPP 1.6) or BasicAuthPassword (2.x) of the charger with what the central system has.',
  },
  {
    code: 'log-path-refused',
    severity: 'error',
    pattern:
      /HTTP\/1\.[01] 404\b|(?:unexpected|upgrade|handshake|websocket|ws)[^\r\n]{0,60}(?:response|status|code|error|failed)[^\r\n]{0,20}\b404\b/i,
    message: 'The server answers that there is nothing at the path that the charger asks for (404).',
    remedy:
      'Compare the path in the address with that of the central system; many chargers append their identity by themselves.',
  },
  {
    code: 'log-no-address',
    severity: 'error',
    pattern:
      /no lease, (?:failing|forking)|No DHCPOFFERS received|DHCP[^\r\n]{0,40}(?:timed? ?out|failed|no (?:offer|lease|response))/i,
    message: 'The charger gets no address from the network (DHCP).',
    remedy:
      'Look at cable and switch port, and whether a DHCP server is there; else give the charger a fixed address.',
  },
  {
    code: 'log-sim',
    severity: 'error',
    pattern:
      /\+CME ERROR: (?:1[0-8]|SIM\b)|SIM (?:card )?(?:not (?:inserted|detected|ready|present)|failure|missing|PIN required|PUK required)|\+CPIN: SIM P[IU][NK]|\+CE?REG: \d,3\b/i,
    message: 'The modem of the charger cannot use its SIM card, or the mobile network turns it away.',
    remedy: 'Is the card in, is it free of a PIN or is the PIN set, is it active, and is the APN right?',
  },
  {
    code: 'log-clock-unset',
    severity: 'warning',
    pattern: /\b1970-01-01[T ]\d\d:\d\d|\bJan +1 \d\d:\d\d:\d\d(?: \w{3,4})? 1970\b/i,
    message: 'The clock of the charger stands in 1970.',
    remedy:
      'That is usual just after a start. If it stays so, the charger gets no time: look at NTP and at the answer to its BootNotification. Until then it holds every certificate for not valid yet.',
  },
];

/** Without one of these no rule fits: nearly all lines are settled here. */
const HINT =
  /certif|x509|\bca\b|cert_|altname|handshake|cipher|wrong |version alert|-0x2700|common name|host ?name|hostby|getaddr|eai_|resol|look ?up|not known|nxdomain|unknown|dns|bad addr|refused|unreach|no route|timed? ?out|40[134]|lease|dhcp|wrong_key|pre-shared|4way|reason|auth_fail|no_ap|not.found|sim|\+c|errno|1970/i;
const MOST_CHARS = 600;
/** What an OCPP frame says is for the rules about OCPP. */
const FRAME = /\[\s*[2-6]\s*,\s*"/;

/** Whether a text is worth to be looked at line by line. */
export function mayTellTrouble(text: string): boolean {
  return HINT.test(text);
}

/** What a line of a log says, without the sequences of terminals; nothing for nearly all lines. */
export function troubleIn(line: string): LogTrouble | undefined {
  const text = line.slice(0, MOST_CHARS);
  if (!HINT.test(text) || FRAME.test(text)) return undefined;
  const rule = RULES.find(({ pattern }) => pattern.test(text));
  if (rule === undefined) return undefined;
  const { pattern: _, ...trouble } = rule;
  return trouble;
}

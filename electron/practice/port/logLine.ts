/** A line that a firmware prints beside its answers, with a secret in it as many have. */
export const LOG_LINE = 'I (4711) wifi: ssid=Workshop password=hunter2-secret connected, rssi -61\r\n';

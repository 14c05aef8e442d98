import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/** Everything of the operating system that explanations and lists look at, so that each system's answers can be had anywhere. */
export interface SystemEdge {
  platform: NodeJS.Platform;
  /** Folders and files of Linux. */
  proc: string;
  sys: string;
  dev: string;
  groupFile: string;
  lockFolders: readonly string[];
  /** Numbers of the groups of this login. */
  userGroups: () => readonly number[];
  userName: () => string | undefined;
  networkInterfaces: () => Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>;
}

export const THIS_SYSTEM: SystemEdge = {
  platform: process.platform,
  proc: '/proc',
  sys: '/sys',
  dev: '/dev',
  groupFile: '/etc/group',
  lockFolders: ['/run/lock', '/var/lock'],
  userGroups: () => process.getgroups?.() ?? [],
  userName: () => process.env['USER'] ?? process.env['LOGNAME'],
  networkInterfaces,
};

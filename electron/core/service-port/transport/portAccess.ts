import { open, stat } from 'node:fs/promises';
import type { SystemEdge } from './systemEdge.ts';

/** The group file of a machine is a few KB; one that is fed from a directory service is not read to its end. */
const MAX_GROUP_BYTES = 262_144;
const GROUP_MAY_READ_AND_WRITE = 0o060;

/** Why this user may not open a device of Linux, and exactly what to type. */
export async function accessRemedy(path: string, edge: SystemEdge): Promise<string> {
  const node = await stat(path).catch(() => undefined);
  if (node === undefined) return 'Look at its rights with `ls -l`, and ask who looks after this computer.';
  const groups = await readGroups(edge);
  const group = groups.find(({ id }) => id === node.gid);
  const isOpenToGroup = (node.mode & GROUP_MAY_READ_AND_WRITE) === GROUP_MAY_READ_AND_WRITE;
  if (!isOpenToGroup || node.gid === 0) {
    return `Only root may open it. Until it is unplugged this helps: \`sudo chmod a+rw ${shellWord(path)}\`; for good it takes a udev rule that gives it to the group dialout.`;
  }
  const name = group?.name ?? String(node.gid);
  const user = edge.userName();
  const isOfLogin = edge.userGroups().includes(node.gid);
  if (isOfLogin) {
    return `You are in the group ${name} already, so something else keeps it from Kerbside: a sandbox (snap, flatpak, a container without the device) or a security program. Start Kerbside without it, or give it the device.`;
  }
  if (user !== undefined && group?.members.includes(user) === true) {
    return `You are in the group ${name}, but not yet in this login: log out and in again, or restart the computer.`;
  }
  if (group === undefined) {
    return `It belongs to the group with the number ${name}. Ask who looks after this computer to add you to it, then log in again.`;
  }
  return `Add yourself to the group ${name}: \`sudo usermod -aG ${name} $USER\`, then log out and in again.`;
}

interface Group {
  name: string;
  id: number;
  members: string[];
}

async function readGroups(edge: SystemEdge): Promise<Group[]> {
  const file = await open(edge.groupFile, 'r').catch(() => undefined);
  if (file === undefined) return [];
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_GROUP_BYTES), 0, MAX_GROUP_BYTES, 0);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    return lines.map((line) => {
      const [name = '', , id = '', members = ''] = line.split(':');
      return { name, id: id === '' ? -1 : Number(id), members: members.split(',') };
    });
  } catch {
    // Without the names of groups the number is said.
    return [];
  } finally {
    await file.close();
  }
}

function shellWord(path: string): string {
  return /^[\w/.:@+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

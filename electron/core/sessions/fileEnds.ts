/** A session file, and its companions while it is open or after a crash. */
export const FILE_ENDS = ['', '-wal', '-shm', '-lock'] as const;

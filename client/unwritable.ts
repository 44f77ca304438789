const WHY: Readonly<Record<string, string>> = {
  ENOENT: '所在的文件夹不存在',
  ENOTDIR: '所在的文件夹不存在',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '磁盘只能读取',
  ENOSPC: '磁盘已满',
  EISDIR: '同名的是文件夹',
  ENAMETOOLONG: '文件名太长',
};

/** Why a file could not be written, and what to do, in one sentence without the system's own words. */
export function unwritable(file: string, error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  const why = WHY[code] ?? (code === '' ? '原因不明' : code);
  return `无法写入 ${file}（${why}），什么都没有写。请核对文件夹和权限。`;
}

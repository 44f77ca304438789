/** The bytes of a file as base64. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const { result } = reader;
      resolve(typeof result === 'string' ? result.replace(/^[^,]*,?/u, '') : '');
    };
    reader.onerror = () => reject(new Error(`“${file.name}”无法读取，请重新选择文件。`));
    reader.readAsDataURL(file);
  });
}

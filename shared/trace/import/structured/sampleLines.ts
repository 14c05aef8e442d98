/** The lines of a sample that hold something, without the last one, which the sample may have cut. */
export function sampleLines(sample: string, limit = 400): string[] {
  const lines = sample.split(/\r\n|\r|\n/, limit + 1);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.filter((line) => line.trim() !== '');
}

/** Milliseconds since the room's clock started, as the time of day in the room: the clock starts at nine. */
export function timeText(milliseconds: number): string {
  const tenths = Math.floor(milliseconds / 100);
  const seconds = Math.floor(tenths / 10);
  const minutes = Math.floor(seconds / 60);
  const hours = 9 + Math.floor(minutes / 60);
  return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}.${tenths % 10}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

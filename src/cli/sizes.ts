// Sizes and ages as people say them.

/** Such as “1.2 MB”: in thousands, as disks are sold. */
export const sizeInWords = (bytes: number): string => {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** Such as “3 hours”. */
export const ageInWords = (from: string, now: string): string => {
  const minutes = Math.max(0, Math.round((Date.parse(now) - Date.parse(from)) / 60_000))
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 2 * 24 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

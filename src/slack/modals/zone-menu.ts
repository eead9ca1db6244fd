// Every time zone that this machine knows, by region, as a menu takes them.
import { option, plain } from '../views/blocks.ts'

/** Slack takes no more options in one group of a menu. */
const mostInGroup = 100

/** The groups of the menu; `zone` is among them whatever it is. */
export const zoneGroups = (zone: string) => {
  const known = Intl.supportedValuesOf('timeZone').filter((it) => it.includes('/'))
  const zones = [...new Set([...known, zone])]
  const regions = [...Map.groupBy(zones.toSorted(), (it) => it.split('/')[0] ?? '')]
  return regions.flatMap(([region, all]) =>
    inGroups(all).map((some) => ({ label: plain(region), options: some.map(zoneOption) })),
  )
}

export const zoneOption = (zone: string) => option(zone, zone.replaceAll('_', ' '))

const inGroups = (all: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(all.length / mostInGroup) }, (_, i) =>
    all.slice(i * mostInGroup, (i + 1) * mostInGroup),
  )

// A pack by its name; Balcony's own, which has an id alone, in words.
import { shippedPackId } from '../../domain/prompt.ts'
import type { Strings } from '../../locales/en.ts'

export const packName = (pack: string | undefined, { adminPrompts }: Strings): string =>
  pack === undefined || pack === shippedPackId ? adminPrompts.shipped : pack
